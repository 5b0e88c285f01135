#include "common/args.h"
#include "common/histogram.h"
#include "common/strutil.h"
#include "osd/osd_map.h"

namespace {

// A map as a fresh cluster has it: all up.
ceph::OsdMap simple_map(int64_t count)
{
    ceph::OsdMap map;
    for (ceph::osd_id_t id = 0; id < count; ++id)
        map.mark_up(id, "127.0.0.1:" + std::to_string(6800 + id));
    return map;
}

int run(int argc, char** argv)
{
    const ceph::Args args(argc, argv,
        {{"--createsimple", "count"}, {"--test-map-object", "object"}, {"--size", "size"}, {"--mark-down", "down"}},
        {{"--test-map-objects", "objects"}});
    ceph::OsdMap map = simple_map(ceph::to_number(args.value("count", "3")));
    if (args.has("down"))
        map.mark_down(static_cast<ceph::osd_id_t>(ceph::to_number(args.value("down", ""))));
    const auto size = static_cast<size_t>(ceph::to_number(args.value("size", "2")));

    if (args.has("object")) {
        std::vector<std::string> names;
        for (ceph::osd_id_t id : map.place(args.value("object", ""), size))
            names.push_back("osd." + std::to_string(id));
        std::cout << args.value("object", "") << " -> " << ceph::join(names, ",") << std::endl;
    }
    if (args.has("objects")) {
        std::map<ceph::osd_id_t, uint64_t> counts;
        for (int i = 0; i < 1000; ++i)
            for (ceph::osd_id_t id : map.place("object" + std::to_string(i), size))
                ++counts[id];
        ceph::Histogram histogram;
        for (const auto& count : counts) {
            std::cout << "osd." << count.first << ' ' << count.second << '\n';
            histogram.add(count.second);
        }
        histogram.print(std::cout);
    }
    return 0;
}

}

int main(int argc, char** argv)
{
    return ceph::run_program("osdmaptool", [=] { return run(argc, argv); });
}
