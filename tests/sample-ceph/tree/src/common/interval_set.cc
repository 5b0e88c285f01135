#include "common/interval_set.h"

#include <iterator>
#include <numeric>

namespace ceph {

// After this no interval has `position` in its inside.
void IntervalSet::split_at(uint64_t position)
{
    auto after = ends_by_start_.lower_bound(position);
    if (after == ends_by_start_.begin())
        return;
    auto before = std::prev(after);
    if (before->second <= position)
        return;
    ends_by_start_[position] = before->second;
    before->second = position;
}

void IntervalSet::erase(uint64_t start, uint64_t length)
{
    split_at(start);
    split_at(start + length);
    ends_by_start_.erase(ends_by_start_.lower_bound(start), ends_by_start_.lower_bound(start + length));
}

void IntervalSet::insert(uint64_t start, uint64_t length)
{
    if (length == 0)
        return;
    erase(start, length);
    auto inserted = ends_by_start_.insert(std::make_pair(start, start + length)).first;

    const auto next = std::next(inserted);
    if (next != ends_by_start_.end() && next->first == inserted->second) {
        inserted->second = next->second;
        ends_by_start_.erase(next);
    }
    if (inserted != ends_by_start_.begin() && std::prev(inserted)->second == start) {
        std::prev(inserted)->second = inserted->second;
        ends_by_start_.erase(inserted);
    }
}

bool IntervalSet::contains(uint64_t position) const
{
    const auto after = ends_by_start_.upper_bound(position);
    return after != ends_by_start_.begin() && std::prev(after)->second > position;
}

uint64_t IntervalSet::size() const
{
    return std::accumulate(ends_by_start_.begin(), ends_by_start_.end(), uint64_t(0),
        [](uint64_t sum, const std::pair<const uint64_t, uint64_t>& interval) { return sum + interval.second - interval.first; });
}

std::string IntervalSet::to_string() const
{
    std::ostringstream out;
    for (const auto& interval : ends_by_start_)
        out << '[' << interval.first << ',' << interval.second << ')';
    return out.str();
}

}
