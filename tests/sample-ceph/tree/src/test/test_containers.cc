#include "common/bloom_filter.h"
#include "common/formatter.h"
#include "common/histogram.h"
#include "common/interval_set.h"
#include "common/perf_counters.h"
#include "common/text_table.h"
#include "common/uuid.h"
#include "test/unit.h"

using namespace ceph;

TEST(neighbouring_intervals_join)
{
    IntervalSet set;
    set.insert(0, 10);
    set.insert(20, 10);
    set.insert(10, 10);
    CHECK_EQUAL(set.to_string(), "[0,30)");
    CHECK_EQUAL(set.size(), 30u);
}

TEST(erasing_cuts_an_interval)
{
    IntervalSet set;
    set.insert(0, 30);
    set.erase(10, 5);
    CHECK_EQUAL(set.to_string(), "[0,10)[15,30)");
    CHECK(set.contains(9) && !set.contains(10) && set.contains(15) && !set.contains(30));
}

TEST(a_bloom_filter_never_denies_what_it_has)
{
    BloomFilter filter(1000, 0.01);
    for (int i = 0; i < 1000; ++i)
        filter.insert("in" + std::to_string(i));
    int wrong = 0;
    for (int i = 0; i < 1000; ++i) {
        CHECK(filter.may_contain("in" + std::to_string(i)));
        wrong += filter.may_contain("out" + std::to_string(i));
    }
    CHECK(wrong < 50);
    CHECK_THROWS(BloomFilter(0, 0.01));
}

TEST(a_histogram_bounds_its_quantiles)
{
    Histogram histogram;
    for (uint64_t value = 0; value < 100; ++value)
        histogram.add(value);
    Histogram other;
    other.add(1 << 20);
    histogram.merge(other);
    CHECK_EQUAL(histogram.count(), 101u);
    CHECK_EQUAL(histogram.quantile(0.5), 63u);
    CHECK(histogram.quantile(1) >= 1 << 20);
}

TEST(json_has_commas_between_items_only)
{
    std::ostringstream out;
    JsonFormatter json(out);
    json.open_object();
    json.number("a", 1);
    json.open_array("b");
    json.text("", "x");
    json.close();
    json.close();
    CHECK_EQUAL(out.str(), "{\n  \"a\": 1,\n  \"b\": [\n    \"x\"\n  ]\n}\n");
    CHECK_THROWS(json.close());
}

TEST(a_table_aligns_numbers_right)
{
    std::ostringstream out;
    TextTable table({"NAME", "SIZE"});
    table.add({"a", "5"});
    table.print(out);
    CHECK_EQUAL(out.str(), "NAME  SIZE\na        5\n");
    CHECK_THROWS(table.add({"too few"}));
}

TEST(counters_add_up)
{
    PerfCounters counters;
    counters.increment("ops");
    counters.increment("ops", 2);
    counters.sample("latency", 1);
    counters.sample("latency", 3);
    CHECK_EQUAL(counters.value("ops"), 3);
    CHECK_EQUAL(counters.average("latency"), 2);
}

TEST(uuids_are_well_formed_and_differ)
{
    std::mt19937_64 random(7);
    const std::string first = make_uuid(random);
    CHECK(is_uuid(first));
    CHECK(first[14] == '4');
    CHECK(first != make_uuid(random));
    CHECK(!is_uuid("not-a-uuid"));
}
