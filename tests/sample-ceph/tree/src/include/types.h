#pragma once

// Included by nearly every file: editing it recompiles nearly everything, as in any grown code base.

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace ceph {

typedef int32_t osd_id_t;
typedef uint64_t epoch_t;

/// A failure that is told to the user: the message says all there is to know.
class Error : public std::runtime_error {
public:
    explicit Error(const std::string& message) : std::runtime_error(message) {}
};

}
