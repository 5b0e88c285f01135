#pragma once

#include "include/types.h"

namespace ceph {

/// Whether the whole text matches the extended regular expression.
bool matches(const std::string& text, const std::string& expression);
/// The parts in parentheses of the first match; empty when there is none.
std::vector<std::string> capture(const std::string& text, const std::string& expression);
bool is_valid_name(const std::string& name);

}
