#pragma once

#include "include/types.h"

namespace ceph {

/// Base 64, as keys are written in a keyring.
std::string armor(const std::string& bytes);
std::string unarmor(const std::string& text);

}
