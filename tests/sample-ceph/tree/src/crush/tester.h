#pragma once

#include "crush/crush_map.h"

namespace ceph {

struct CrushTest {
    std::map<int32_t, uint64_t> placed;
    uint64_t incomplete = 0;
    /// The largest deviation of a device from its fair share, 0.1 for 10 %.
    double worst_deviation = 0;

    void print(const CrushMap& map, std::ostream& out) const;
};

/// Maps many inputs and counts what each device gets.
CrushTest test_crush_map(const CrushMap& map, const std::string& rule, uint32_t inputs, size_t replicas);

}
