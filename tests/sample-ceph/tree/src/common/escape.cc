#include "common/escape.h"

#include <iomanip>

namespace ceph {

namespace {

typedef std::function<bool(unsigned char, std::ostream&)> Replacement;

std::string replace_each(const std::string& text, const Replacement& replace)
{
    std::ostringstream out;
    for (unsigned char c : text)
        if (!replace(c, out))
            out << c;
    return out.str();
}

bool replace_from(const std::map<char, std::string>& table, unsigned char c, std::ostream& out)
{
    const auto found = table.find(static_cast<char>(c));
    if (found == table.end())
        return false;
    out << found->second;
    return true;
}

}

std::string escape_json(const std::string& text)
{
    const std::map<char, std::string> table = {
        {'"', "\\\""}, {'\\', "\\\\"}, {'\n', "\\n"}, {'\r', "\\r"}, {'\t', "\\t"}};
    return replace_each(text, [&table](unsigned char c, std::ostream& out) {
        if (replace_from(table, c, out))
            return true;
        if (c >= 0x20)
            return false;
        out << "\\u" << std::hex << std::setw(4) << std::setfill('0') << int(c) << std::dec;
        return true;
    });
}

std::string escape_xml(const std::string& text)
{
    const std::map<char, std::string> table = {
        {'<', "&lt;"}, {'>', "&gt;"}, {'&', "&amp;"}, {'"', "&quot;"}, {'\'', "&apos;"}};
    return replace_each(text, [&table](unsigned char c, std::ostream& out) { return replace_from(table, c, out); });
}

std::string quote_for_shell(const std::string& text)
{
    const std::map<char, std::string> table = {{'\'', "'\\''"}};
    return "'" + replace_each(text, [&table](unsigned char c, std::ostream& out) { return replace_from(table, c, out); }) + "'";
}

}
