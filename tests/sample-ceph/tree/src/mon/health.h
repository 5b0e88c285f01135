#pragma once

#include "osd/osd_map.h"

namespace ceph {

enum class HealthLevel { ok, warning, error };

struct Health {
    HealthLevel level;
    std::vector<std::string> checks;
};

Health check_health(const OsdMap& map, size_t replicas);
std::ostream& operator<<(std::ostream& out, HealthLevel level);
std::ostream& operator<<(std::ostream& out, const Health& health);

}
