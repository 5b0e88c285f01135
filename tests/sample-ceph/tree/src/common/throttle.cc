#include "common/throttle.h"

#include "include/types.h"

namespace ceph {

void Throttle::take(uint64_t units)
{
    std::unique_lock<std::mutex> lock(mutex_);
    freed_.wait(lock, [this, units] { return fits(units); });
    taken_ += units;
}

bool Throttle::take_within(uint64_t units, std::chrono::milliseconds patience)
{
    std::unique_lock<std::mutex> lock(mutex_);
    if (!freed_.wait_for(lock, patience, [this, units] { return fits(units); }))
        return false;
    taken_ += units;
    return true;
}

void Throttle::put(uint64_t units)
{
    {
        std::lock_guard<std::mutex> lock(mutex_);
        if (units > taken_)
            throw Error("more was put back than was taken");
        taken_ -= units;
    }
    freed_.notify_all();
}

uint64_t Throttle::taken() const
{
    std::lock_guard<std::mutex> lock(mutex_);
    return taken_;
}

}
