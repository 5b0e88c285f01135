#include <fstream>
#include <iterator>
#include <set>

#include "common/args.h"
#include "common/config.h"
#include "common/strutil.h"
#include "msg/socket.h"
#include "osd/osd_map.h"

namespace {

class Cluster {
public:
    explicit Cluster(const ceph::Config& config)
        : replicas_(static_cast<size_t>(ceph::to_number(config.get("client.admin", "osd pool default size", "3"))))
    {
        ceph::Message question;
        question.verb = "osd map";
        const auto monitor = ceph::Address::parse(config.get("client.admin", "mon host", ""));
        map_ = ceph::OsdMap::decode(ceph::ask(monitor, question).or_throw().field("map"));
    }

    void put(const std::string& object, const std::string& data) const
    {
        for (ceph::osd_id_t id : holders(object))
            ask(id, ceph::Message{"put", {{"object", object}, {"data", data}}});
    }

    std::string get(const std::string& object) const
    {
        return ask(holders(object).front(), ceph::Message{"get", {{"object", object}}}).field("data");
    }

    std::set<std::string> list() const
    {
        std::set<std::string> objects;
        for (const auto& osd : map_.osds())
            if (osd.second.up)
                for (const std::string& object : ceph::split(ask(osd.first, ceph::Message{"list", {}}).field("objects"), '\n'))
                    objects.insert(object);
        return objects;
    }

private:
    std::vector<ceph::osd_id_t> holders(const std::string& object) const
    {
        const auto ids = map_.place(object, replicas_);
        if (ids.empty())
            throw ceph::Error("no OSD is up");
        return ids;
    }

    ceph::Message ask(ceph::osd_id_t id, const ceph::Message& question) const
    {
        return ceph::ask(ceph::Address::parse(map_.osds().at(id).address), question).or_throw();
    }

    ceph::OsdMap map_;
    const size_t replicas_;
};

int run(int argc, char** argv)
{
    const ceph::Args args(argc, argv, {{"-c", "conf"}, {"--conf", "conf"}}, {});
    const auto& words = args.words();
    const std::string command = words.empty() ? "" : words[0];
    const Cluster cluster(ceph::Config::load(args.value("conf", "ceph.conf")));
    if (command == "put" && words.size() == 3) {
        std::ifstream in(words[2].c_str(), std::ios::binary);
        if (!in)
            throw ceph::Error("cannot read " + words[2]);
        cluster.put(words[1], std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>()));
    } else if (command == "get" && words.size() == 2) {
        std::cout << cluster.get(words[1]);
    } else if (command == "ls" && words.size() == 1) {
        for (const std::string& object : cluster.list())
            std::cout << object << '\n';
    } else {
        throw ceph::Error("usage: rados [-c FILE] put OBJECT FILE | get OBJECT | ls");
    }
    return 0;
}

}

int main(int argc, char** argv)
{
    return ceph::run_program("rados", [=] { return run(argc, argv); });
}
