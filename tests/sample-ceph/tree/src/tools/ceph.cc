#include <thread>

#include "common/args.h"
#include "common/config.h"
#include "common/strutil.h"
#include "common/version.h"
#include "msg/socket.h"

namespace {

const char* const usage =
    "usage: ceph [-c FILE] [--connect-timeout SECONDS] COMMAND\n"
    "  -s, status   what the cluster is and how it feels\n"
    "  health       its health alone\n"
    "  osd tree     the OSDs\n"
    "  -v, --version\n";

ceph::Message ask_patiently(const ceph::Address& monitor, const std::string& command, int64_t seconds)
{
    ceph::Message question;
    question.verb = command;
    for (; seconds > 0; --seconds) {
        try {
            return ceph::ask(monitor, question);
        } catch (const ceph::Error&) {
            std::this_thread::sleep_for(std::chrono::seconds(1));
        }
    }
    return ceph::ask(monitor, question);
}

int run(int argc, char** argv)
{
    const ceph::Args args(argc, argv, {{"-c", "conf"}, {"--conf", "conf"}, {"--connect-timeout", "timeout"}},
        {{"-s", "status"}, {"-v", "version"}, {"--version", "version"}, {"-h", "help"}, {"--help", "help"}});
    const std::string command = args.has("status") ? "status" : ceph::join(args.words(), " ");
    if (args.has("version") || command == "version") {
        std::cout << ceph::pretty_version() << std::endl;
        return 0;
    }
    if (args.has("help") || command.empty()) {
        (args.has("help") ? std::cout : std::cerr) << usage;
        return args.has("help") ? 0 : 1;
    }

    const ceph::Config config = ceph::Config::load(args.value("conf", ceph::Config::default_path()));
    const ceph::Address monitor = ceph::Address::parse(config.get("client.admin", "mon host", ""));
    std::cout << ask_patiently(monitor, command, ceph::to_number(args.value("timeout", "0"))).or_throw().field("text");
    return 0;
}

}

int main(int argc, char** argv)
{
    return ceph::run_program("ceph", [=] { return run(argc, argv); });
}
