#include "crush/bucket.h"

#include <cmath>
#include <limits>
#include <numeric>

#include "crush/hash.h"

namespace ceph {

namespace {

// The logarithm turns an even draw into an exponential one, whose minimum is fair by weight.
double straw_length(const BucketItem& item, uint32_t input, uint32_t attempt)
{
    if (item.weight <= 0)
        return -std::numeric_limits<double>::infinity();
    const double even = (crush_hash(input, item.id, attempt) + 1) / 65536.0;
    return std::log(even) / item.weight;
}

}

int32_t choose_by_straw(const std::vector<BucketItem>& items, uint32_t input, uint32_t attempt)
{
    if (items.empty())
        throw Error("nothing can be chosen from an empty bucket");
    return std::max_element(items.begin(), items.end(), [=](const BucketItem& left, const BucketItem& right) {
        return straw_length(left, input, attempt) < straw_length(right, input, attempt);
    })->id;
}

double total_weight(const std::vector<BucketItem>& items)
{
    return std::accumulate(items.begin(), items.end(), 0.0,
        [](double sum, const BucketItem& item) { return sum + item.weight; });
}

}
