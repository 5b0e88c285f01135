#pragma once

#include <deque>
#include <mutex>

#include "include/types.h"

namespace ceph {

/// Writes what is important enough, and remembers the last lines whatever their level for a crash report.
class Log {
public:
    Log(std::ostream& out, int level, size_t remembered = 100);
    void write(int level, const std::string& subsystem, const std::string& text);
    std::vector<std::string> recent() const;

private:
    std::ostream& out_;
    const int level_;
    const size_t remembered_;
    mutable std::mutex mutex_;
    std::deque<std::string> recent_;
};

}
