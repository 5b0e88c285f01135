#pragma once

#include <mutex>

#include "osd/object_store.h"

namespace ceph {

/// Objects in memory, for tests and for OSDs that may forget.
class MemStore : public ObjectStore {
public:
    void apply(const Transaction& transaction) override;
    bool exists(const std::string& object) const override;
    std::string read(const std::string& object) const override;
    std::vector<std::string> list() const override;

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::string> objects_;
};

}
