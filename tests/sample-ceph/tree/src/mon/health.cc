#include "mon/health.h"

namespace ceph {

namespace {

void raise(Health& health, HealthLevel level, const std::string& check)
{
    health.level = std::max(health.level, level);
    health.checks.push_back(check);
}

}

Health check_health(const OsdMap& map, size_t replicas)
{
    Health health = {HealthLevel::ok, std::vector<std::string>()};
    const size_t all = map.osds().size();
    const size_t up = map.up_count();
    if (all == 0)
        raise(health, HealthLevel::warning, "no OSDs yet");
    else if (up == 0)
        raise(health, HealthLevel::error, "all OSDs are down");
    else if (up < all)
        raise(health, HealthLevel::warning, std::to_string(all - up) + " of " + std::to_string(all) + " OSDs are down");
    if (up > 0 && up < replicas)
        raise(health, HealthLevel::warning, "too few OSDs for " + std::to_string(replicas) + " copies");
    return health;
}

std::ostream& operator<<(std::ostream& out, HealthLevel level)
{
    switch (level) {
    case HealthLevel::ok:
        return out << "HEALTH_OK";
    case HealthLevel::warning:
        return out << "HEALTH_WARN";
    case HealthLevel::error:
        return out << "HEALTH_ERR";
    }
    return out;
}

std::ostream& operator<<(std::ostream& out, const Health& health)
{
    out << health.level;
    for (const std::string& check : health.checks)
        out << "; " << check;
    return out;
}

}
