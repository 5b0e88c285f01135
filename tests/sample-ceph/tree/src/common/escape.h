#pragma once

#include "include/types.h"

namespace ceph {

std::string escape_json(const std::string& text);
std::string escape_xml(const std::string& text);
std::string quote_for_shell(const std::string& text);

}
