#pragma once

#include "osd/object_store.h"

namespace ceph {

/// One compressed file per object, with a checksum. A journal makes a transaction all or nothing.
class FileStore : public ObjectStore {
public:
    /// The folder must exist. Replays a transaction that a crash interrupted.
    explicit FileStore(const std::string& folder);
    void apply(const Transaction& transaction) override;
    bool exists(const std::string& object) const override;
    std::string read(const std::string& object) const override;
    std::vector<std::string> list() const override;

private:
    void perform(const Transaction& transaction);
    std::string path_of(const std::string& object) const;
    std::string journal() const { return folder_ + "/journal"; }

    const std::string folder_;
};

}
