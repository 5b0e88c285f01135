#include "common/histogram.h"

#include <iomanip>
#include <numeric>

namespace ceph {

size_t Histogram::bucket_of(uint64_t value)
{
    size_t bucket = 0;
    for (; value; value >>= 1)
        ++bucket;
    return bucket;
}

void Histogram::add(uint64_t value)
{
    const size_t bucket = bucket_of(value);
    if (buckets_.size() <= bucket)
        buckets_.resize(bucket + 1);
    ++buckets_[bucket];
}

uint64_t Histogram::count() const
{
    return std::accumulate(buckets_.begin(), buckets_.end(), uint64_t(0));
}

uint64_t Histogram::quantile(double fraction) const
{
    const double wanted = fraction * static_cast<double>(count());
    uint64_t seen = 0;
    for (size_t bucket = 0; bucket < buckets_.size(); ++bucket) {
        seen += buckets_[bucket];
        if (static_cast<double>(seen) >= wanted)
            return bucket ? (uint64_t(1) << bucket) - 1 : 0;
    }
    return 0;
}

void Histogram::merge(const Histogram& other)
{
    buckets_.resize(std::max(buckets_.size(), other.buckets_.size()));
    std::transform(other.buckets_.begin(), other.buckets_.end(), buckets_.begin(), buckets_.begin(), std::plus<uint64_t>());
}

void Histogram::print(std::ostream& out) const
{
    const uint64_t largest = buckets_.empty() ? 1 : std::max<uint64_t>(1, *std::max_element(buckets_.begin(), buckets_.end()));
    for (size_t bucket = 0; bucket < buckets_.size(); ++bucket)
        out << "< 2^" << std::left << std::setw(3) << bucket << std::right << std::setw(8) << buckets_[bucket] << ' '
            << std::string(buckets_[bucket] * 40 / largest, '*') << '\n';
}

}
