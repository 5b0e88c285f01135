#include "common/config.h"

#include <cstdlib>
#include <fstream>

#include "common/strutil.h"

namespace ceph {

// "mon host" and "mon_host" are one setting.
std::string Config::normalize(const std::string& key)
{
    return join(words(join(split(to_lower(key), '_'), " ")), "_");
}

Config Config::parse(std::istream& in)
{
    Config config;
    std::string section = "global";
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        line = trim(line.substr(0, line.find_first_of("#;")));
        const size_t equals = line.find('=');
        if (line.empty())
            continue;
        if (line.front() == '[' && line.back() == ']')
            section = trim(line.substr(1, line.size() - 2));
        else if (equals != std::string::npos)
            config.set(section, line.substr(0, equals), trim(line.substr(equals + 1)));
        else
            throw Error("line " + std::to_string(number) + " of the configuration is neither a section nor a setting");
    }
    return config;
}

Config Config::load(const std::string& path)
{
    std::ifstream in(path.c_str());
    if (!in)
        throw Error("cannot read the configuration " + path);
    return parse(in);
}

std::string Config::default_path()
{
    const char* path = std::getenv("CEPH_CONF");
    return path ? path : "ceph.conf";
}

void Config::set(const std::string& section, const std::string& key, const std::string& value)
{
    sections_[section][normalize(key)] = value;
}

std::string Config::get(const std::string& name, const std::string& key, const std::string& fallback) const
{
    const size_t dot = name.find('.');
    const std::string type = name.substr(0, dot);
    std::string value = fallback;
    for (const std::string& section : {std::string("global"), type, name}) {
        const auto settings = sections_.find(section);
        if (settings != sections_.end() && settings->second.count(normalize(key)))
            value = settings->second.at(normalize(key));
    }

    const std::map<std::string, std::string> variables = {
        {"$name", name}, {"$type", type}, {"$id", dot == std::string::npos ? "" : name.substr(dot + 1)}};
    for (const auto& variable : variables)
        for (size_t at; (at = value.find(variable.first)) != std::string::npos;)
            value.replace(at, variable.first.size(), variable.second);
    return value;
}

std::vector<std::string> Config::sections() const
{
    std::vector<std::string> names;
    for (const auto& section : sections_)
        names.push_back(section.first);
    return names;
}

}
