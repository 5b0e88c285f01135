#pragma once

#include "osd/object_store.h"

namespace ceph {

/// What comparing the copies of a placement group found: object -> what is wrong with it.
typedef std::map<std::string, std::string> ScrubErrors;

/// Compares copies by checksum; the majority is right.
ScrubErrors scrub(const std::vector<const ObjectStore*>& copies);

}
