#include "common/pattern.h"

#include <regex.h>

namespace ceph {

// <regex> compiles with GCC 4.8, which this release supports, and then throws at run time.
namespace {

class Expression {
public:
    explicit Expression(const std::string& text)
    {
        if (regcomp(&compiled_, text.c_str(), REG_EXTENDED) != 0)
            throw Error("'" + text + "' is not a regular expression");
    }
    ~Expression() { regfree(&compiled_); }
    Expression(const Expression&) = delete;
    Expression& operator=(const Expression&) = delete;

    std::vector<regmatch_t> search(const std::string& text) const
    {
        std::vector<regmatch_t> match(compiled_.re_nsub + 1);
        if (regexec(&compiled_, text.c_str(), match.size(), match.data(), 0) != 0)
            match.clear();
        return match;
    }

private:
    regex_t compiled_;
};

}

bool matches(const std::string& text, const std::string& expression)
{
    return !Expression("^(" + expression + ")$").search(text).empty();
}

std::vector<std::string> capture(const std::string& text, const std::string& expression)
{
    std::vector<std::string> parts;
    const auto match = Expression(expression).search(text);
    for (size_t i = 1; i < match.size(); ++i)
        parts.push_back(match[i].rm_so < 0 ? std::string() : text.substr(match[i].rm_so, match[i].rm_eo - match[i].rm_so));
    return parts;
}

bool is_valid_name(const std::string& name)
{
    return matches(name, "[a-z][a-z0-9_-]*(\\.[a-zA-Z0-9_-]+)?");
}

}
