#include "common/perf_counters.h"

#include "common/formatter.h"

namespace ceph {

void PerfCounters::increment(const std::string& name, int64_t by)
{
    std::lock_guard<std::mutex> lock(mutex_);
    counters_[name] += by;
}

void PerfCounters::sample(const std::string& name, double value)
{
    std::lock_guard<std::mutex> lock(mutex_);
    Average& average = averages_[name];
    average.sum += value;
    ++average.count;
}

int64_t PerfCounters::value(const std::string& name) const
{
    std::lock_guard<std::mutex> lock(mutex_);
    const auto found = counters_.find(name);
    return found == counters_.end() ? 0 : found->second;
}

double PerfCounters::average(const std::string& name) const
{
    std::lock_guard<std::mutex> lock(mutex_);
    const auto found = averages_.find(name);
    return found == averages_.end() ? 0 : found->second.sum / static_cast<double>(found->second.count);
}

void PerfCounters::dump(JsonFormatter& formatter) const
{
    std::lock_guard<std::mutex> lock(mutex_);
    formatter.open_object("perf");
    for (const auto& counter : counters_)
        formatter.number(counter.first, counter.second);
    for (const auto& average : averages_)
        formatter.number(average.first + "_count", static_cast<int64_t>(average.second.count));
    formatter.close();
}

}
