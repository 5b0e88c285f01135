#pragma once

#include "include/types.h"

namespace ceph {

struct BucketItem {
    int32_t id;
    double weight;
};

/// Chooses an item with a probability in proportion to its weight. A change of one weight moves
/// data only to or from that item.
int32_t choose_by_straw(const std::vector<BucketItem>& items, uint32_t input, uint32_t attempt);
double total_weight(const std::vector<BucketItem>& items);

}
