#include <fstream>
#include <iterator>

#include "common/args.h"
#include "common/uuid.h"
#include "mon/mon_map.h"

namespace {

std::string read_file(const std::string& path)
{
    std::ifstream in(path.c_str(), std::ios::binary);
    if (!in)
        throw ceph::Error("cannot read " + path);
    return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
}

ceph::MonMap new_map()
{
    std::random_device device;
    std::mt19937_64 random(device());
    return ceph::MonMap(ceph::make_uuid(random));
}

int run(int argc, char** argv)
{
    const ceph::Args args(argc, argv, {{"--add", "add"}, {"--address", "address"}, {"--rm", "remove"}},
        {{"--create", "create"}, {"--print", "print"}});
    if (args.words().size() != 1)
        throw ceph::Error("which file? monmaptool [--create] [--add NAME --address IP:PORT] [--rm NAME] [--print] FILE");
    const std::string path = args.words().front();

    ceph::MonMap map = args.has("create") ? new_map() : ceph::MonMap::decode(read_file(path));
    if (args.has("add"))
        map.add(args.value("add", ""), ceph::Address::parse(args.value("address", "")));
    if (args.has("remove"))
        map.remove(args.value("remove", ""));
    if (args.has("print"))
        map.print(std::cout);

    std::ofstream out(path.c_str(), std::ios::binary);
    if (!(out << map.encode() << std::flush))
        throw ceph::Error("cannot write " + path);
    return 0;
}

}

int main(int argc, char** argv)
{
    return ceph::run_program("monmaptool", [=] { return run(argc, argv); });
}
