#include "common/args.h"
#include "common/config.h"
#include "common/version.h"

namespace {

int list_sections(const ceph::Config& config)
{
    for (const std::string& section : config.sections())
        std::cout << section << '\n';
    return 0;
}

int run(int argc, char** argv)
{
    const ceph::Args args(argc, argv,
        {{"-c", "conf"}, {"--conf", "conf"}, {"-n", "name"}, {"--name", "name"}, {"--lookup", "lookup"}},
        {{"-L", "sections"}, {"--list-all-sections", "sections"}, {"-v", "version"}, {"--version", "version"}});
    if (args.has("version")) {
        std::cout << ceph::pretty_version() << std::endl;
        return 0;
    }

    const ceph::Config config = ceph::Config::load(args.value("conf", "ceph.conf"));
    if (args.has("sections"))
        return list_sections(config);
    const std::string key = args.value("lookup", args.words().empty() ? "" : args.words().front());
    if (key.empty())
        throw ceph::Error("which setting? ceph-conf [-c FILE] [-n NAME] --lookup KEY");
    const std::string value = config.get(args.value("name", "client.admin"), key, "");
    if (value.empty())
        return 1;
    std::cout << value << std::endl;
    return 0;
}

}

int main(int argc, char** argv)
{
    return ceph::run_program("ceph-conf", [=] { return run(argc, argv); });
}
