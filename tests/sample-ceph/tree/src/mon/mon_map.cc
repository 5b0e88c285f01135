#include "mon/mon_map.h"

#include "common/encoding.h"
#include "common/uuid.h"

namespace ceph {

MonMap::MonMap(const std::string& fsid) : fsid_(fsid), epoch_(0)
{
    if (!is_uuid(fsid))
        throw Error("'" + fsid + "' is not a cluster id");
}

void MonMap::add(const std::string& name, const Address& address)
{
    if (!monitors_.insert(std::make_pair(name, address)).second)
        throw Error("mon." + name + " is in the map already");
    ++epoch_;
}

void MonMap::remove(const std::string& name)
{
    address_of(name);
    monitors_.erase(name);
    ++epoch_;
}

const Address& MonMap::address_of(const std::string& name) const
{
    const auto found = monitors_.find(name);
    if (found == monitors_.end())
        throw Error("there is no mon." + name);
    return found->second;
}

void MonMap::print(std::ostream& out) const
{
    out << "epoch " << epoch_ << "\nfsid " << fsid_ << '\n';
    for (const auto& monitor : monitors_)
        out << monitor.second.to_string() << " mon." << monitor.first << '\n';
}

std::string MonMap::encode() const
{
    std::map<std::string, std::string> addresses;
    for (const auto& monitor : monitors_)
        addresses[monitor.first] = monitor.second.to_string();
    return Encoder().text(fsid_).u64(epoch_).texts(addresses).bytes();
}

MonMap MonMap::decode(const std::string& bytes)
{
    Decoder decoder(bytes);
    MonMap map(decoder.text());
    map.epoch_ = decoder.u64();
    for (const auto& monitor : decoder.texts())
        map.monitors_[monitor.first] = Address::parse(monitor.second);
    return map;
}

}
