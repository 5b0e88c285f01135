#include "crush/tester.h"

#include <cmath>
#include <iomanip>

#include "common/text_table.h"
#include "crush/mapper.h"

namespace ceph {

CrushTest test_crush_map(const CrushMap& map, const std::string& rule, uint32_t inputs, size_t replicas)
{
    CrushTest test;
    for (uint32_t input = 0; input < inputs; ++input) {
        const auto devices = map_to_devices(map, rule, input, replicas);
        for (int32_t device : devices)
            ++test.placed[device];
        if (devices.size() < replicas)
            ++test.incomplete;
    }

    double weights = 0;
    uint64_t placed = 0;
    for (const auto& device : test.placed) {
        weights += map.weight_of(device.first);
        placed += device.second;
    }
    for (const auto& device : test.placed) {
        const double fair = static_cast<double>(placed) * map.weight_of(device.first) / weights;
        test.worst_deviation = std::max(test.worst_deviation, std::fabs(static_cast<double>(device.second) / fair - 1));
    }
    return test;
}

void CrushTest::print(const CrushMap& map, std::ostream& out) const
{
    TextTable table({"DEVICE", "WEIGHT", "PLACED"});
    for (const auto& device : placed) {
        std::ostringstream weight;
        weight << std::fixed << std::setprecision(2) << map.weight_of(device.first);
        table.add({map.name_of(device.first), weight.str(), std::to_string(device.second)});
    }
    table.print(out);
    out << incomplete << " incomplete, worst deviation " << std::fixed << std::setprecision(1) << worst_deviation * 100 << " %\n";
}

}
