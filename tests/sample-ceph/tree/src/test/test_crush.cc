#include <set>

#include "crush/compiler.h"
#include "crush/mapper.h"
#include "crush/tester.h"
#include "osd/pg.h"
#include "test/unit.h"

using namespace ceph;

static CrushMap compile(const std::string& text)
{
    std::istringstream in(text);
    return compile_crush_map(in);
}

static const char* const three_hosts =
    "# two devices per host, the last of them twice as large\n"
    "device 0 osd.0 1\ndevice 1 osd.1 1\ndevice 2 osd.2 1\ndevice 3 osd.3 1\ndevice 4 osd.4 1\ndevice 5 osd.5 2\n"
    "bucket host a osd.0 osd.1\nbucket host b osd.2 osd.3\nbucket host c osd.4 osd.5\n"
    "bucket root default a b c\n"
    "rule replicated default host\n";

TEST(copies_are_on_different_hosts)
{
    const CrushMap map = compile(three_hosts);
    for (uint32_t input = 0; input < 200; ++input) {
        std::set<int32_t> hosts;
        for (int32_t device : map_to_devices(map, "replicated", input, 3))
            hosts.insert(device / 2);
        CHECK_EQUAL(hosts.size(), 3u);
    }
}

TEST(more_copies_than_hosts_are_not_faked)
{
    CHECK_EQUAL(map_to_devices(compile(three_hosts), "replicated", 1, 4).size(), 3u);
}

TEST(devices_get_what_they_weigh)
{
    const CrushTest test = test_crush_map(compile(three_hosts), "replicated", 20000, 1);
    CHECK_EQUAL(test.incomplete, 0u);
    CHECK(test.worst_deviation < 0.1);
}

TEST(an_emptied_device_moves_only_its_own_data)
{
    const CrushMap before = compile(three_hosts);
    std::string text = three_hosts;
    text.replace(text.find("osd.0 1"), 7, "osd.0 0");
    const CrushMap after = compile(text);
    for (uint32_t input = 0; input < 200; ++input) {
        const std::vector<BucketItem> old_items = before.items_of(before.id_of("a"));
        const int32_t old_choice = choose_by_straw(old_items, input, 0);
        if (old_choice != 0)
            CHECK_EQUAL(choose_by_straw(after.items_of(after.id_of("a")), input, 0), old_choice);
    }
}

TEST(mistakes_in_a_map_name_their_line)
{
    CHECK_THROWS(compile("device 0\n"));
    CHECK_THROWS(compile("bucket host a osd.9\n"));
    CHECK_THROWS(compile("nonsense\n"));
    CHECK_THROWS(compile("device 0 a 1\ndevice 0 b 1\n"));
    CHECK_THROWS(map_to_devices(compile(three_hosts), "unknown", 0, 1));
}

TEST(growing_a_pool_splits_groups)
{
    for (uint32_t value = 0; value < 1000; ++value) {
        const uint32_t group = stable_modulo(value, 12);
        CHECK(group < 12);
        CHECK(stable_modulo(value, 8) == group % 8 || group >= 8);
    }
    CHECK_EQUAL(pg_name(1, 31), "1.1f");
    CHECK_THROWS(stable_modulo(1, 0));
}
