#include "crush/compiler.h"

#include <cstdlib>

#include "common/strutil.h"

namespace ceph {

namespace {

typedef std::vector<std::string> Words;
typedef std::function<void(CrushMap&, const Words&)> Statement;

void device(CrushMap& map, const Words& words)
{
    map.add_device(static_cast<int32_t>(to_number(words.at(1))), words.at(2), std::strtod(words.at(3).c_str(), nullptr));
}

void bucket(CrushMap& map, const Words& words)
{
    map.add_bucket(words.at(1), words.at(2), Words(words.begin() + 3, words.end()));
}

void rule(CrushMap& map, const Words& words)
{
    map.add_rule(words.at(1), CrushMap::Rule{words.at(2), words.at(3)});
}

}

CrushMap compile_crush_map(std::istream& in)
{
    const std::map<std::string, Statement> statements = {{"device", device}, {"bucket", bucket}, {"rule", rule}};
    CrushMap map;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        const Words parts = words(line.substr(0, line.find('#')));
        if (parts.empty())
            continue;
        const std::string place = "line " + std::to_string(number) + ": ";
        const auto statement = statements.find(parts.front());
        if (statement == statements.end())
            throw Error(place + "unknown statement '" + parts.front() + "'");
        try {
            statement->second(map, parts);
        } catch (const std::out_of_range&) {
            throw Error(place + "too few words after '" + parts.front() + "'");
        } catch (const Error& error) {
            throw Error(place + error.what());
        }
    }
    return map;
}

}
