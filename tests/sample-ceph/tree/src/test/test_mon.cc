#include <fstream>

#include "mon/health.h"
#include "mon/mon_server.h"
#include "test/unit.h"

using namespace ceph;

static const char* const fsid = "11111111-2222-4333-8444-555555555555";

static MonMap one_monitor()
{
    MonMap map(fsid);
    map.add("a", Address{"127.0.0.1", 6789});
    return map;
}

static Message report(const std::string& id)
{
    return Message{"osd report", {{"id", id}, {"address", "127.0.0.1:6800"}}};
}

TEST(a_monitor_map_is_kept)
{
    MonMap map = one_monitor();
    map.add("b", Address{"127.0.0.1", 6790});
    const MonMap decoded = MonMap::decode(map.encode());
    CHECK_EQUAL(decoded.address_of("b").port, 6790);
    CHECK_EQUAL(decoded.quorum(), 2u);
    CHECK_THROWS(map.add("a", Address{"127.0.0.1", 1}));
    CHECK_THROWS(map.remove("z"));
    CHECK_THROWS(MonMap("no id"));
}

TEST(osds_report_and_expire)
{
    const unit::TemporaryFolder folder;
    MonStore store(folder.path() + "/store");
    MonServer server(one_monitor(), store, 1);
    const MonServer::Clock::time_point start;
    server.answer(report("0"), start).or_throw();
    server.answer(report("1"), start + std::chrono::seconds(30)).or_throw();
    server.expire(start + std::chrono::seconds(31), std::chrono::seconds(20));
    CHECK_EQUAL(server.osd_map().up_count(), 1u);
    CHECK_EQUAL(store.count(), 3u);
    CHECK(server.answer(Message{"status", {}}, start).field("text").find("1 of 2 OSDs are down") != std::string::npos);
}

TEST(a_monitor_remembers_over_a_restart)
{
    const unit::TemporaryFolder folder;
    {
        MonStore store(folder.path() + "/store");
        MonServer(one_monitor(), store, 1).answer(report("5"), MonServer::Clock::time_point());
    }
    MonStore store(folder.path() + "/store");
    CHECK_EQUAL(MonServer(one_monitor(), store, 1).osd_map().osds().count(5), 1u);
}

TEST(a_torn_store_is_repaired)
{
    const unit::TemporaryFolder folder;
    const std::string path = folder.path() + "/store";
    {
        MonStore store(path);
        store.append("first");
        store.append("second");
    }
    std::ofstream(path.c_str(), std::ios::app) << "torn";
    MonStore store(path);
    CHECK_EQUAL(store.latest(), "second");
    store.append("third");
    CHECK_EQUAL(MonStore(path).count(), 3u);
}

TEST(health_names_the_worst)
{
    OsdMap map;
    CHECK(check_health(map, 1).level == HealthLevel::warning);
    map.mark_up(0, "127.0.0.1:6800");
    CHECK(check_health(map, 1).level == HealthLevel::ok);
    CHECK(check_health(map, 3).level == HealthLevel::warning);
    map.mark_down(0);
    CHECK(check_health(map, 1).level == HealthLevel::error);
}

TEST(unknown_questions_fail)
{
    const unit::TemporaryFolder folder;
    MonStore store(folder.path() + "/store");
    CHECK_THROWS(MonServer(one_monitor(), store, 1).answer(Message{"dance", {}}, MonServer::Clock::time_point()).or_throw());
}
