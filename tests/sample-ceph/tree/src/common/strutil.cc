#include "common/strutil.h"

#include <cctype>
#include <iterator>

namespace ceph {

std::vector<std::string> split(const std::string& text, char separator)
{
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);)
        parts.push_back(part);
    return parts;
}

std::vector<std::string> words(const std::string& text)
{
    std::istringstream in(text);
    return std::vector<std::string>(std::istream_iterator<std::string>(in), std::istream_iterator<std::string>());
}

std::string trim(const std::string& text)
{
    const char* blanks = " \t\r\n";
    const size_t first = text.find_first_not_of(blanks);
    if (first == std::string::npos)
        return std::string();
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string join(const std::vector<std::string>& parts, const std::string& separator)
{
    std::ostringstream out;
    for (size_t i = 0; i < parts.size(); ++i)
        out << (i ? separator : "") << parts[i];
    return out.str();
}

std::string to_lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

bool starts_with(const std::string& text, const std::string& prefix)
{
    return text.compare(0, prefix.size(), prefix) == 0;
}

int64_t to_number(const std::string& text)
{
    std::istringstream in(text);
    int64_t number = 0;
    if (!(in >> number) || !(in >> std::ws).eof())
        throw Error("'" + text + "' is not a number");
    return number;
}

}
