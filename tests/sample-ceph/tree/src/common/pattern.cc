#include "common/pattern.h"

#include <regex>

namespace ceph {

bool matches(const std::string& text, const std::string& expression)
{
    return std::regex_match(text, std::regex(expression, std::regex::extended));
}

std::vector<std::string> capture(const std::string& text, const std::string& expression)
{
    std::smatch match;
    if (!std::regex_search(text, match, std::regex(expression, std::regex::extended)))
        return std::vector<std::string>();
    return std::vector<std::string>(match.begin() + 1, match.end());
}

bool is_valid_name(const std::string& name)
{
    return matches(name, "[a-z][a-z0-9_-]*(\\.[a-zA-Z0-9_-]+)?");
}

}
