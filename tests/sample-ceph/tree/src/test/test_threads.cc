#include <atomic>

#include "common/log.h"
#include "common/throttle.h"
#include "common/work_queue.h"
#include "msg/socket.h"
#include "test/unit.h"

using namespace ceph;

TEST(a_work_queue_does_all_of_the_work)
{
    std::atomic<int> done(0);
    {
        WorkQueue queue(4);
        for (int i = 0; i < 100; ++i)
            queue.queue([&done] { ++done; });
        queue.drain();
        CHECK_EQUAL(done.load(), 100);
        queue.queue([&done] { ++done; });
    }
    CHECK_EQUAL(done.load(), 101);
}

TEST(a_throttle_holds_back)
{
    Throttle throttle(10);
    throttle.take(8);
    CHECK(!throttle.take_within(3, std::chrono::milliseconds(5)));
    throttle.put(8);
    CHECK(throttle.take_within(20, std::chrono::milliseconds(5)));
    CHECK_THROWS(throttle.put(21));
}

TEST(a_throttle_wakes_who_waits)
{
    Throttle throttle(1);
    throttle.take(1);
    std::thread other([&throttle] { throttle.put(1); });
    throttle.take(1);
    CHECK_EQUAL(throttle.taken(), 1u);
    other.join();
}

TEST(a_log_remembers_what_it_does_not_write)
{
    std::ostringstream out;
    Log log(out, 1, 2);
    log.write(0, "osd", "first");
    log.write(20, "osd", "second");
    log.write(20, "osd", "third");
    CHECK(out.str().find("first") != std::string::npos);
    CHECK(out.str().find("second") == std::string::npos);
    CHECK_EQUAL(log.recent().size(), 2u);
}

TEST(a_question_over_a_socket_is_answered)
{
    Listener listener(Address{"127.0.0.1", 0});
    std::thread server([&listener] {
        listener.serve_one(5000, [](const Message& question) { return Message{"heard", question.fields}; });
    });
    const Message answer = ask(listener.address(), Message{"hello", {{"key", std::string(100000, 'x')}}});
    server.join();
    CHECK_EQUAL(answer.verb, "heard");
    CHECK_EQUAL(answer.field("key").size(), 100000u);
}

TEST(an_address_is_checked)
{
    CHECK_EQUAL(Address::parse("127.0.0.1:6789").to_string(), "127.0.0.1:6789");
    CHECK_THROWS(Address::parse("127.0.0.1"));
    CHECK_THROWS(Address::parse("127.0.0.256:1"));
    CHECK_THROWS(Address::parse("127.0.0.1:65536"));
}
