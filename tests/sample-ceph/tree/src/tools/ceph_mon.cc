#include "common/args.h"
#include "common/config.h"
#include "common/daemon.h"
#include "common/log.h"
#include "common/strutil.h"
#include "common/version.h"
#include "mon/mon_server.h"
#include "msg/socket.h"

namespace {

typedef ceph::MonServer::Clock Clock;

int run(int argc, char** argv)
{
    const ceph::Args args(argc, argv, {{"-i", "id"}, {"--id", "id"}, {"-c", "conf"}, {"--conf", "conf"}},
        {{"-f", "foreground"}, {"-v", "version"}, {"--version", "version"}});
    if (args.has("version")) {
        std::cout << ceph::pretty_version() << std::endl;
        return 0;
    }

    const std::string id = args.value("id", "a");
    const std::string name = "mon." + id;
    const ceph::Config config = ceph::Config::load(args.value("conf", "ceph.conf"));
    const auto setting = [&](const char* key, const char* fallback) { return config.get(name, key, fallback); };
    const ceph::Address address = ceph::Address::parse(setting("mon host", ""));

    // Listens before it leaves the foreground: whoever started it may connect as soon as it returns.
    ceph::Listener listener(address);
    ceph::MonMap monitors(setting("fsid", ""));
    monitors.add(id, address);
    ceph::MonStore store(setting("mon data", ".") + "/store");
    ceph::MonServer server(monitors, store, static_cast<size_t>(ceph::to_number(setting("osd pool default size", "3"))));
    if (!args.has("foreground"))
        ceph::go_to_background(setting("log file", "/dev/null"));
    ceph::catch_stop_signals();
    const ceph::PidFile pid_file(setting("pid file", "mon.pid"));
    ceph::Log log(std::cerr, static_cast<int>(ceph::to_number(setting("debug mon", "1"))));

    log.write(0, "mon", ceph::pretty_version() + " listens on " + address.to_string());
    const std::chrono::seconds grace(ceph::to_number(setting("osd heartbeat grace", "20")));
    while (!ceph::stop_requested()) {
        listener.serve_one(500, [&](const ceph::Message& question) {
            log.write(10, "mon", question.verb);
            return server.answer(question, Clock::now());
        });
        server.expire(Clock::now(), grace);
    }
    log.write(0, "mon", "stopped");
    return 0;
}

}

int main(int argc, char** argv)
{
    return ceph::run_program("ceph-mon", [=] { return run(argc, argv); });
}
