#pragma once

#include "include/types.h"

namespace ceph {

/// Remembers what was inserted: may claim too much, never too little.
class BloomFilter {
public:
    BloomFilter(size_t expected, double false_positives);
    void insert(const std::string& key);
    bool may_contain(const std::string& key) const;
    size_t bits() const { return bits_.size(); }

private:
    std::vector<size_t> positions(const std::string& key) const;

    std::vector<bool> bits_;
    size_t hashes_;
};

}
