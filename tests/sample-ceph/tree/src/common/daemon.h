#pragma once

#include <string>

namespace ceph {

/// Holds a daemon's pid file as long as it lives; an empty path stands for none.
class PidFile {
public:
    explicit PidFile(const std::string& path);
    ~PidFile();
    PidFile(const PidFile&) = delete;
    PidFile& operator=(const PidFile&) = delete;

private:
    const std::string path_;
};

/// Goes to the background with its output in `log_path`; the caller's process exits with 0.
void go_to_background(const std::string& log_path);
/// From now on SIGTERM and SIGINT only make stop_requested() true.
void catch_stop_signals();
bool stop_requested();

}
