#pragma once

#include "include/types.h"

namespace ceph {

/// The monitor's versions of its state, appended to one file; a torn end is dropped when opened.
class MonStore {
public:
    explicit MonStore(const std::string& path);
    void append(const std::string& version);
    bool empty() const { return count_ == 0; }
    size_t count() const { return count_; }
    const std::string& latest() const;

private:
    const std::string path_;
    size_t count_;
    std::string latest_;
};

}
