#pragma once

#include "include/types.h"

namespace ceph {

/// A list of changes to objects, applied together.
class Transaction {
public:
    struct Operation {
        enum Kind { write = 1, remove = 2 } kind;
        std::string object;
        std::string data;
    };

    Transaction& write(const std::string& object, const std::string& data);
    Transaction& remove(const std::string& object);
    const std::vector<Operation>& operations() const { return operations_; }
    uint64_t bytes() const;

    std::string encode() const;
    static Transaction decode(const std::string& bytes);

private:
    std::vector<Operation> operations_;
};

}
