#pragma once

#include "include/types.h"

namespace ceph {

/// What daemons and clients say to each other: a verb and named fields, with a checksum on the wire.
struct Message {
    std::string verb;
    std::map<std::string, std::string> fields;

    std::string encode() const;
    static Message decode(const std::string& bytes);
    const std::string& field(const std::string& name) const;
    static Message failure(const std::string& reason);
    /// Throws the reason when this is a failure.
    const Message& or_throw() const;
};

std::ostream& operator<<(std::ostream& out, const Message& message);

}
