#pragma once

#include "msg/address.h"
#include "include/types.h"

namespace ceph {

/// Who the monitors are.
class MonMap {
public:
    explicit MonMap(const std::string& fsid);
    void add(const std::string& name, const Address& address);
    void remove(const std::string& name);
    const Address& address_of(const std::string& name) const;
    size_t size() const { return monitors_.size(); }
    /// How many monitors must agree.
    size_t quorum() const { return monitors_.size() / 2 + 1; }
    void print(std::ostream& out) const;

    std::string encode() const;
    static MonMap decode(const std::string& bytes);

private:
    std::string fsid_;
    epoch_t epoch_;
    std::map<std::string, Address> monitors_;
};

}
