#pragma once

#include "crush/crush_map.h"

namespace ceph {

/// Which OSDs there are, where they listen, and so where each object belongs.
class OsdMap {
public:
    struct Osd {
        bool up;
        std::string address;
    };

    explicit OsdMap(uint32_t pg_count = 32) : epoch_(0), pg_count_(pg_count) {}
    void mark_up(osd_id_t id, const std::string& address);
    void mark_down(osd_id_t id);

    epoch_t epoch() const { return epoch_; }
    size_t up_count() const;
    const std::map<osd_id_t, Osd>& osds() const { return osds_; }
    /// The OSDs that are up and hold the object, the primary first.
    std::vector<osd_id_t> place(const std::string& object, size_t replicas) const;

    std::string encode() const;
    static OsdMap decode(const std::string& bytes);

private:
    CrushMap crush() const;

    epoch_t epoch_;
    uint32_t pg_count_;
    std::map<osd_id_t, Osd> osds_;
};

}
