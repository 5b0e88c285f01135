#pragma once

#include "include/types.h"

namespace ceph {

/// Disjoint half-open intervals, neighbours joined.
class IntervalSet {
public:
    void insert(uint64_t start, uint64_t length);
    void erase(uint64_t start, uint64_t length);
    bool contains(uint64_t position) const;
    uint64_t size() const;
    std::string to_string() const;

private:
    void split_at(uint64_t position);

    std::map<uint64_t, uint64_t> ends_by_start_;
};

}
