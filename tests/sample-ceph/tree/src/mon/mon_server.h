#pragma once

#include <chrono>

#include "mon/mon_map.h"
#include "mon/mon_store.h"
#include "msg/message.h"
#include "osd/osd_map.h"

namespace ceph {

/// Keeps the OSD map: OSDs report to it, clients ask it.
class MonServer {
public:
    typedef std::chrono::steady_clock Clock;

    MonServer(const MonMap& monitors, MonStore& store, size_t replicas);
    Message answer(const Message& question, Clock::time_point now);
    /// Marks OSDs down that have not reported for `grace`.
    void expire(Clock::time_point now, std::chrono::seconds grace);
    const OsdMap& osd_map() const { return osds_; }

private:
    Message handle(const Message& question, Clock::time_point now);
    void commit_since(epoch_t before);
    std::string status() const;
    std::string tree() const;

    MonMap monitors_;
    MonStore& store_;
    const size_t replicas_;
    OsdMap osds_;
    std::map<osd_id_t, Clock::time_point> last_report_;
};

}
