#include <fstream>

#include "osd/file_store.h"
#include "osd/mem_store.h"
#include "osd/osd_map.h"
#include "osd/osd_server.h"
#include "osd/scrub.h"
#include "test/unit.h"

using namespace ceph;

static void check_store(ObjectStore& store)
{
    store.apply(Transaction().write("b/strange name", "1").write("a", std::string(5000, 'z')));
    CHECK_EQUAL(store.list().size(), 2u);
    CHECK_EQUAL(store.list().front(), "a");
    CHECK_EQUAL(store.read("b/strange name"), "1");
    CHECK_THROWS(store.apply(Transaction().write("c", "").remove("missing")));
    CHECK(!store.exists("c"));
    store.apply(Transaction().remove("a"));
    CHECK_THROWS(store.read("a"));
}

TEST(a_memory_store_keeps_objects)
{
    MemStore store;
    check_store(store);
}

TEST(a_file_store_keeps_objects)
{
    const unit::TemporaryFolder folder;
    FileStore store(folder.path());
    check_store(store);
    CHECK_EQUAL(FileStore(folder.path()).read("b/strange name"), "1");
}

TEST(a_damaged_file_is_noticed)
{
    const unit::TemporaryFolder folder;
    FileStore store(folder.path());
    store.apply(Transaction().write("a", "data"));
    std::ofstream((folder.path() + "/YQ==.object").c_str()) << "garbage";
    CHECK_THROWS(store.read("a"));
}

TEST(scrub_finds_the_odd_copy)
{
    MemStore first, second, third;
    for (MemStore* store : {&first, &second, &third})
        store->apply(Transaction().write("good", "same").write("bad", "right"));
    second.apply(Transaction().write("bad", "wrong"));
    third.apply(Transaction().remove("good"));
    const ScrubErrors errors = scrub({&first, &second, &third});
    CHECK_EQUAL(errors.size(), 2u);
    CHECK_EQUAL(errors.at("bad"), "copy 1 is different");
    CHECK_EQUAL(errors.at("good"), "copy 2 is missing");
}

TEST(objects_are_placed_on_osds_that_are_up)
{
    OsdMap map;
    CHECK(map.place("a", 2).empty());
    for (osd_id_t id = 0; id < 4; ++id)
        map.mark_up(id, "127.0.0.1:6800");
    map.mark_down(2);
    const OsdMap decoded = OsdMap::decode(map.encode());
    CHECK_EQUAL(decoded.epoch(), 5u);
    for (int i = 0; i < 100; ++i) {
        const auto ids = decoded.place("object" + std::to_string(i), 3);
        CHECK_EQUAL(ids.size(), 3u);
        CHECK(std::find(ids.begin(), ids.end(), 2) == ids.end());
    }
}

TEST(an_osd_answers_or_says_why_not)
{
    MemStore store;
    OsdServer server(store);
    server.answer(Message{"put", {{"object", "a"}, {"data", "hello"}}}).or_throw();
    CHECK_EQUAL(server.answer(Message{"get", {{"object", "a"}}}).field("data"), "hello");
    CHECK_THROWS(server.answer(Message{"get", {{"object", "b"}}}).or_throw());
    CHECK_EQUAL(server.counters().value("errors"), 1);
}
