#pragma once

#include <chrono>
#include <string>

namespace ceph {

/// 2017-08-29T12:00:00.000Z, always in UTC.
std::string format_time(std::chrono::system_clock::time_point time);
/// "1h 2m 3s"
std::string format_duration(std::chrono::seconds duration);
/// The inverse of format_duration; a bare number is seconds.
std::chrono::seconds parse_duration(const std::string& text);

}
