#pragma once

#include "include/types.h"

namespace ceph {

/// Counts values in buckets of powers of two.
class Histogram {
public:
    void add(uint64_t value);
    uint64_t count() const;
    /// An upper bound of the value below which `fraction` of all values lie.
    uint64_t quantile(double fraction) const;
    void merge(const Histogram& other);
    void print(std::ostream& out) const;

private:
    static size_t bucket_of(uint64_t value);

    std::vector<uint64_t> buckets_;
};

}
