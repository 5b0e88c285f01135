#include "common/armor.h"
#include "common/bytesize.h"
#include "common/clock.h"
#include "common/escape.h"
#include "common/pattern.h"
#include "common/strutil.h"
#include "test/unit.h"

using namespace ceph;

TEST(split_and_join_are_inverse) { CHECK_EQUAL(join(split("a,b,,c", ','), ","), "a,b,,c"); }

TEST(trim_leaves_the_inside_alone) { CHECK_EQUAL(trim(" \t a b\n"), "a b"); }

TEST(a_number_has_nothing_behind_it)
{
    CHECK_EQUAL(to_number(" 42 "), 42);
    CHECK_THROWS(to_number("42x"));
    CHECK_THROWS(to_number(""));
}

TEST(escaped_text_is_safe)
{
    CHECK_EQUAL(escape_json("a\"b\\c\n\x01"), "a\\\"b\\\\c\\n\\u0001");
    CHECK_EQUAL(escape_xml("<a & 'b'>"), "&lt;a &amp; &apos;b&apos;&gt;");
    CHECK_EQUAL(quote_for_shell("it's"), "'it'\\''s'");
}

TEST(armor_follows_the_known_vectors)
{
    const std::map<std::string, std::string> vectors = {
        {"", ""}, {"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"foobar", "Zm9vYmFy"}};
    for (const auto& vector : vectors) {
        CHECK_EQUAL(armor(vector.first), vector.second);
        CHECK_EQUAL(unarmor(vector.second), vector.first);
    }
    CHECK_THROWS(unarmor("Zm9"));
    CHECK_THROWS(unarmor("Zm9?"));
}

TEST(sizes_are_written_and_read)
{
    CHECK_EQUAL(format_bytes(1536), "1.5 KiB");
    CHECK_EQUAL(format_bytes(0), "0 B");
    CHECK_EQUAL(parse_bytes("1.5 GiB"), 1610612736u);
    CHECK_EQUAL(parse_bytes("64K"), 65536u);
    CHECK_THROWS(parse_bytes("many"));
}

TEST(durations_are_written_and_read)
{
    CHECK_EQUAL(format_duration(std::chrono::seconds(3723)), "1h 2m 3s");
    CHECK_EQUAL(parse_duration("1h 2m 3s").count(), 3723);
    CHECK_EQUAL(format_time(std::chrono::system_clock::time_point()), "1970-01-01T00:00:00.000Z");
}

TEST(names_match_as_a_whole)
{
    CHECK(is_valid_name("osd.12"));
    CHECK(!is_valid_name("osd.12; rm"));
    CHECK(!is_valid_name("Osd"));
}
