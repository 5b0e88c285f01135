#pragma once

#include "crush/crush_map.h"

namespace ceph {

/// The devices for an input, at most one in each failure domain; fewer than `count` when the map has no more.
std::vector<int32_t> map_to_devices(const CrushMap& map, const std::string& rule, uint32_t input, size_t count);

}
