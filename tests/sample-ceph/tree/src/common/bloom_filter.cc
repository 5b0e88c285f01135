#include "common/bloom_filter.h"

#include <cmath>

#include <sample_hash.h>

namespace ceph {

BloomFilter::BloomFilter(size_t expected, double false_positives)
{
    if (expected == 0 || false_positives <= 0 || false_positives >= 1)
        throw Error("a Bloom filter needs an expected count and a rate between 0 and 1");
    const double ln2 = std::log(2.0);
    const double bits = -std::log(false_positives) * static_cast<double>(expected) / (ln2 * ln2);
    bits_.resize(static_cast<size_t>(std::ceil(bits)));
    hashes_ = std::max<size_t>(1, static_cast<size_t>(std::lround(bits / static_cast<double>(expected) * ln2)));
}

std::vector<size_t> BloomFilter::positions(const std::string& key) const
{
    std::vector<size_t> result;
    for (size_t seed = 0; seed < hashes_; ++seed)
        result.push_back(sample_hash(key.data(), key.size(), seed) % bits_.size());
    return result;
}

void BloomFilter::insert(const std::string& key)
{
    for (size_t position : positions(key))
        bits_[position] = true;
}

bool BloomFilter::may_contain(const std::string& key) const
{
    const auto all = positions(key);
    return std::all_of(all.begin(), all.end(), [this](size_t position) { return bits_[position]; });
}

}
