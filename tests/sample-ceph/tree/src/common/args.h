#pragma once

#include "include/types.h"

namespace ceph {

/// A parsed command line: "--name value", "--name=value", "-n value", flags, and the words between them.
class Args {
public:
    /// `with_value` and `flags` map each spelling ("-c", "--conf") to the option's name.
    Args(int argc, char** argv, const std::map<std::string, std::string>& with_value, const std::map<std::string, std::string>& flags);
    bool has(const std::string& name) const { return values_.count(name) != 0; }
    std::string value(const std::string& name, const std::string& fallback) const;
    const std::vector<std::string>& words() const { return words_; }

private:
    std::map<std::string, std::string> values_;
    std::vector<std::string> words_;
};

/// Runs a program's body; an exception becomes "<program>: <message>" on stderr and exit code 1.
int run_program(const std::string& program, const std::function<int()>& body);

}
