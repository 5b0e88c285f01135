#pragma once

#include <mutex>

#include "include/types.h"

namespace ceph {

class JsonFormatter;

/// Named counters and averages of one subsystem, updated from any thread.
class PerfCounters {
public:
    void increment(const std::string& name, int64_t by = 1);
    void sample(const std::string& name, double value);
    int64_t value(const std::string& name) const;
    double average(const std::string& name) const;
    void dump(JsonFormatter& formatter) const;

private:
    struct Average {
        double sum = 0;
        uint64_t count = 0;
    };

    mutable std::mutex mutex_;
    std::map<std::string, int64_t> counters_;
    std::map<std::string, Average> averages_;
};

}
