#include "common/args.h"
#include "common/config.h"
#include "test/unit.h"

using namespace ceph;

static Config parse(const std::string& text)
{
    std::istringstream in(text);
    return Config::parse(in);
}

TEST(the_most_specific_section_wins)
{
    const Config config = parse("[global]\nsize = 3\n[osd]\nsize = 2\n[osd.1]\nsize = 1\n");
    CHECK_EQUAL(config.get("osd.1", "size", ""), "1");
    CHECK_EQUAL(config.get("osd.0", "size", ""), "2");
    CHECK_EQUAL(config.get("mon.a", "size", ""), "3");
    CHECK_EQUAL(config.get("mon.a", "other", "fallback"), "fallback");
}

TEST(spaces_and_underscores_are_one)
{
    const Config config = parse("Mon Host = 127.0.0.1:6789\n");
    CHECK_EQUAL(config.get("client.admin", "mon_host", ""), "127.0.0.1:6789");
    CHECK_EQUAL(config.get("client.admin", "mon  host", ""), "127.0.0.1:6789");
}

TEST(variables_are_replaced)
{
    const Config config = parse("log file = out/$name.log ; a comment\ndata = dev/$type$id\n");
    CHECK_EQUAL(config.get("osd.7", "log file", ""), "out/osd.7.log");
    CHECK_EQUAL(config.get("osd.7", "data", ""), "dev/osd7");
}

TEST(nonsense_is_refused)
{
    CHECK_THROWS(parse("[global]\nnonsense\n"));
    CHECK_THROWS(Config::load("/nonexistent/ceph.conf"));
}

TEST(sections_are_listed) { CHECK_EQUAL(parse("[mon]\na=1\n[osd]\nb=2\n").sections().size(), 2u); }

static Args parse_args(std::vector<std::string> words)
{
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(&word[0]);
    return Args(static_cast<int>(argv.size()), argv.data(), {{"-c", "conf"}, {"--conf", "conf"}}, {{"-f", "foreground"}});
}

TEST(arguments_come_in_all_spellings)
{
    CHECK_EQUAL(parse_args({"x", "-c", "a"}).value("conf", ""), "a");
    CHECK_EQUAL(parse_args({"x", "--conf=a=b"}).value("conf", ""), "a=b");
    CHECK(parse_args({"x", "word", "-f"}).has("foreground"));
    CHECK_EQUAL(parse_args({"x", "one", "two"}).words().size(), 2u);
}

TEST(wrong_arguments_are_refused)
{
    CHECK_THROWS(parse_args({"x", "-c"}));
    CHECK_THROWS(parse_args({"x", "--unknown"}));
}
