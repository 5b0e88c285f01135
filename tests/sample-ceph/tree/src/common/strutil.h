#pragma once

#include "include/types.h"

namespace ceph {

std::vector<std::string> split(const std::string& text, char separator);
std::vector<std::string> words(const std::string& text);
std::string trim(const std::string& text);
std::string join(const std::vector<std::string>& parts, const std::string& separator);
std::string to_lower(std::string text);
bool starts_with(const std::string& text, const std::string& prefix);
int64_t to_number(const std::string& text);

}
