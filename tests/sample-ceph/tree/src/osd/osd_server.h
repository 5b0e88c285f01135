#pragma once

#include "common/perf_counters.h"
#include "msg/message.h"
#include "osd/object_store.h"

namespace ceph {

/// Answers what clients ask of one OSD.
class OsdServer {
public:
    explicit OsdServer(ObjectStore& store) : store_(store) {}
    Message answer(const Message& question);
    const PerfCounters& counters() const { return counters_; }

private:
    Message handle(const Message& question);

    ObjectStore& store_;
    PerfCounters counters_;
};

}
