#include "common/args.h"
#include "common/config.h"
#include "common/daemon.h"
#include "common/log.h"
#include "common/strutil.h"
#include "common/version.h"
#include "msg/socket.h"
#include "osd/file_store.h"
#include "osd/osd_server.h"

namespace {

void tell_monitor(const ceph::Address& monitor, const std::string& verb, const std::string& id, const ceph::Address& own, ceph::Log& log)
{
    try {
        ceph::ask(monitor, ceph::Message{verb, {{"id", id}, {"address", own.to_string()}}}).or_throw();
    } catch (const ceph::Error& error) {
        log.write(0, "osd", "the monitor did not hear '" + verb + "': " + error.what());
    }
}

int run(int argc, char** argv)
{
    const ceph::Args args(argc, argv, {{"-i", "id"}, {"--id", "id"}, {"-c", "conf"}, {"--conf", "conf"}},
        {{"-f", "foreground"}, {"-v", "version"}, {"--version", "version"}});
    if (args.has("version")) {
        std::cout << ceph::pretty_version() << std::endl;
        return 0;
    }

    const std::string id = std::to_string(ceph::to_number(args.value("id", "")));
    const ceph::Config config = ceph::Config::load(args.value("conf", "ceph.conf"));
    const auto setting = [&](const char* key, const char* fallback) { return config.get("osd." + id, key, fallback); };
    const ceph::Address monitor = ceph::Address::parse(setting("mon host", ""));

    ceph::Listener listener(ceph::Address{monitor.host, 0});
    ceph::FileStore store(setting("osd data", "."));
    if (!args.has("foreground"))
        ceph::go_to_background(setting("log file", "/dev/null"));
    ceph::catch_stop_signals();
    const ceph::PidFile pid_file(setting("pid file", "osd.pid"));
    ceph::Log log(std::cerr, static_cast<int>(ceph::to_number(setting("debug osd", "1"))));
    ceph::OsdServer server(store);

    const ceph::Address own = listener.address();
    log.write(0, "osd", ceph::pretty_version() + " listens on " + own.to_string());
    auto next_report = std::chrono::steady_clock::now();
    while (!ceph::stop_requested()) {
        if (std::chrono::steady_clock::now() >= next_report) {
            tell_monitor(monitor, "osd report", id, own, log);
            next_report += std::chrono::seconds(1);
        }
        listener.serve_one(200, [&](const ceph::Message& question) { return server.answer(question); });
    }
    tell_monitor(monitor, "osd leave", id, own, log);
    log.write(0, "osd", "stopped");
    return 0;
}

}

int main(int argc, char** argv)
{
    return ceph::run_program("ceph-osd", [=] { return run(argc, argv); });
}
