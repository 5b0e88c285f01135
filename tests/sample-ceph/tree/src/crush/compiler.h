#pragma once

#include "crush/crush_map.h"

namespace ceph {

/// Reads a map from text:
///   device <id> <name> <weight>
///   bucket <type> <name> <item>...
///   rule <name> <root> <failure domain>
CrushMap compile_crush_map(std::istream& in);

}
