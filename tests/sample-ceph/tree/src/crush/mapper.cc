#include "crush/mapper.h"

#include <set>

namespace ceph {

namespace {

const uint32_t most_attempts = 50;

struct Path {
    int32_t domain;
    int32_t device;
};

Path descend(const CrushMap& map, const CrushMap::Rule& rule, uint32_t input, uint32_t attempt)
{
    Path path = {0, map.id_of(rule.root)};
    bool domain_seen = false;
    while (path.device < 0) {
        path.device = choose_by_straw(map.items_of(path.device), input, attempt);
        if (map.type_of(path.device) == rule.failure_domain) {
            path.domain = path.device;
            domain_seen = true;
        }
    }
    if (!domain_seen)
        throw Error("there is no '" + rule.failure_domain + "' between '" + rule.root + "' and '" + map.name_of(path.device) + "'");
    return path;
}

}

std::vector<int32_t> map_to_devices(const CrushMap& map, const std::string& rule_name, uint32_t input, size_t count)
{
    const CrushMap::Rule& rule = map.rule(rule_name);
    std::vector<int32_t> devices;
    std::set<int32_t> domains;
    for (uint32_t attempt = 0; attempt < most_attempts && devices.size() < count; ++attempt) {
        const Path path = descend(map, rule, input, attempt);
        if (map.weight_of(path.device) > 0 && domains.insert(path.domain).second)
            devices.push_back(path.device);
    }
    return devices;
}

}
