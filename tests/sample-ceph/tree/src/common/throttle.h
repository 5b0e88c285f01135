#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace ceph {

/// Lets at most `limit` units through at a time.
class Throttle {
public:
    explicit Throttle(uint64_t limit) : limit_(limit), taken_(0) {}
    void take(uint64_t units);
    bool take_within(uint64_t units, std::chrono::milliseconds patience);
    void put(uint64_t units);
    uint64_t taken() const;

private:
    // More than the limit at once is let through alone: it would wait for ever.
    bool fits(uint64_t units) const { return taken_ == 0 || taken_ + units <= limit_; }

    const uint64_t limit_;
    uint64_t taken_;
    mutable std::mutex mutex_;
    std::condition_variable freed_;
};

}
