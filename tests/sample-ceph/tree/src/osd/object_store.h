#pragma once

#include "osd/transaction.h"

namespace ceph {

/// Where an OSD keeps its objects.
class ObjectStore {
public:
    virtual ~ObjectStore() {}
    /// All of the transaction or nothing.
    virtual void apply(const Transaction& transaction) = 0;
    virtual bool exists(const std::string& object) const = 0;
    virtual std::string read(const std::string& object) const = 0;
    virtual std::vector<std::string> list() const = 0;
};

}
