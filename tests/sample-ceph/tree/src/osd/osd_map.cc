#include "osd/osd_map.h"

#include "common/encoding.h"
#include "crush/mapper.h"
#include "osd/pg.h"

namespace ceph {

void OsdMap::mark_up(osd_id_t id, const std::string& address)
{
    osds_[id] = Osd{true, address};
    ++epoch_;
}

void OsdMap::mark_down(osd_id_t id)
{
    const auto osd = osds_.find(id);
    if (osd == osds_.end() || !osd->second.up)
        return;
    osd->second.up = false;
    ++epoch_;
}

size_t OsdMap::up_count() const
{
    return static_cast<size_t>(std::count_if(osds_.begin(), osds_.end(),
        [](const std::pair<const osd_id_t, Osd>& osd) { return osd.second.up; }));
}

CrushMap OsdMap::crush() const
{
    CrushMap map;
    std::vector<std::string> names;
    for (const auto& osd : osds_) {
        names.push_back("osd." + std::to_string(osd.first));
        map.add_device(osd.first, names.back(), osd.second.up ? 1 : 0);
    }
    map.add_bucket("root", "default", names);
    map.add_rule("replicated", CrushMap::Rule{"default", "osd"});
    return map;
}

std::vector<osd_id_t> OsdMap::place(const std::string& object, size_t replicas) const
{
    if (up_count() == 0)
        return std::vector<osd_id_t>();
    return map_to_devices(crush(), "replicated", pg_of_object(object, pg_count_), replicas);
}

std::string OsdMap::encode() const
{
    Encoder encoder;
    encoder.u64(epoch_).u32(pg_count_).u32(static_cast<uint32_t>(osds_.size()));
    for (const auto& osd : osds_)
        encoder.u32(static_cast<uint32_t>(osd.first)).u32(osd.second.up).text(osd.second.address);
    return encoder.bytes();
}

OsdMap OsdMap::decode(const std::string& bytes)
{
    Decoder decoder(bytes);
    OsdMap map;
    map.epoch_ = decoder.u64();
    map.pg_count_ = decoder.u32();
    for (uint32_t left = decoder.u32(); left > 0; --left) {
        const osd_id_t id = static_cast<osd_id_t>(decoder.u32());
        const bool up = decoder.u32() != 0;
        map.osds_[id] = Osd{up, decoder.text()};
    }
    return map;
}

}
