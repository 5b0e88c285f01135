// The daemons that only say what they are: compiled once for each, with its PROGRAM and its KIND.
#include "common/args.h"
#include "common/config.h"
#include "common/daemon.h"
#include "common/log.h"
#include "common/strutil.h"
#include "common/version.h"
#include "msg/socket.h"

namespace {

int run(int argc, char** argv)
{
    const ceph::Args args(argc, argv,
        {{"-i", "id"}, {"--id", "id"}, {"-n", "name"}, {"--name", "name"}, {"-c", "conf"}, {"--conf", "conf"},
            {"--log-file", "log file"}, {"--pid-file", "pid file"}, {"--rgw_frontends", "frontends"}},
        {{"-f", "foreground"}, {"-v", "version"}, {"--version", "version"}});
    if (args.has("version")) {
        std::cout << ceph::pretty_version() << std::endl;
        return 0;
    }

    const std::string name = args.value("name", KIND "." + args.value("id", "a"));
    const ceph::Config config = ceph::Config::load(args.value("conf", "ceph.conf"));
    const auto setting = [&](const char* key, const char* fallback) { return args.value(key, config.get(name, key, fallback)); };
    const std::string frontends = args.value("frontends", "");
    const size_t port = frontends.find("port=");
    const ceph::Address address = ceph::Address::parse(
        port == std::string::npos ? setting("address", "") : "0.0.0.0:" + frontends.substr(port + 5));

    ceph::Listener listener(address);
    if (!args.has("foreground"))
        ceph::go_to_background(setting("log file", "/dev/null"));
    ceph::catch_stop_signals();
    const ceph::PidFile pid_file(setting("pid file", ""));
    ceph::Log log(std::cerr, 1);
    log.write(0, KIND, ceph::pretty_version() + " listens on " + address.to_string());
    while (!ceph::stop_requested())
        listener.serve_page(500, name + " of " + setting("fsid", "") + "\n");
    log.write(0, KIND, "stopped");
    return 0;
}

}

int main(int argc, char** argv)
{
    return ceph::run_program(PROGRAM, [=] { return run(argc, argv); });
}
