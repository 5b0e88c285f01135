#include <fstream>

#include "common/args.h"
#include "common/strutil.h"
#include "crush/compiler.h"
#include "crush/tester.h"

namespace {

int run(int argc, char** argv)
{
    const ceph::Args args(argc, argv,
        {{"-c", "map"}, {"--compile", "map"}, {"--rule", "rule"}, {"--num-rep", "replicas"}, {"--max-x", "inputs"}},
        {{"--dump", "dump"}, {"--test", "test"}});
    if (!args.has("map"))
        throw ceph::Error("which map? crushtool --compile FILE [--dump] [--test --rule NAME --num-rep N]");

    std::ifstream in(args.value("map", "").c_str());
    if (!in)
        throw ceph::Error("cannot read " + args.value("map", ""));
    const ceph::CrushMap map = ceph::compile_crush_map(in);
    if (args.has("dump"))
        map.dump(std::cout);
    if (!args.has("test"))
        return 0;

    const auto inputs = static_cast<uint32_t>(ceph::to_number(args.value("inputs", "1023"))) + 1;
    const auto replicas = static_cast<size_t>(ceph::to_number(args.value("replicas", "3")));
    const ceph::CrushTest test = ceph::test_crush_map(map, args.value("rule", "replicated"), inputs, replicas);
    test.print(map, std::cout);
    return test.incomplete == 0 ? 0 : 1;
}

}

int main(int argc, char** argv)
{
    return ceph::run_program("crushtool", [=] { return run(argc, argv); });
}
