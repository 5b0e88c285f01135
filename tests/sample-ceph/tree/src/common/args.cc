#include "common/args.h"

#include "common/strutil.h"

namespace ceph {

Args::Args(int argc, char** argv, const std::map<std::string, std::string>& with_value, const std::map<std::string, std::string>& flags)
{
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const size_t equals = starts_with(word, "--") ? word.find('=') : std::string::npos;
        const auto option = with_value.find(word.substr(0, equals));
        const auto flag = flags.find(word);
        if (flag != flags.end())
            values_[flag->second] = "true";
        else if (option != with_value.end() && equals != std::string::npos)
            values_[option->second] = word.substr(equals + 1);
        else if (option != with_value.end() && i + 1 < argc)
            values_[option->second] = argv[++i];
        else if (option != with_value.end())
            throw Error(word + " needs a value");
        else if (word.size() > 1 && word[0] == '-')
            throw Error("unknown option " + word);
        else
            words_.push_back(word);
    }
}

std::string Args::value(const std::string& name, const std::string& fallback) const
{
    const auto found = values_.find(name);
    return found == values_.end() ? fallback : found->second;
}

int run_program(const std::string& program, const std::function<int()>& body)
{
    try {
        return body();
    } catch (const std::exception& error) {
        std::cerr << program << ": " << error.what() << std::endl;
        return 1;
    }
}

}
