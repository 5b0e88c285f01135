#include "test/unit.h"

#include <cstdio>
#include <cstdlib>

#include <dirent.h>
#include <unistd.h>

namespace unit {

namespace {

typedef std::vector<std::pair<std::string, std::function<void()> > > Tests;

// Inside a function: it must exist before the first test of another file registers itself.
Tests& tests()
{
    static Tests all;
    return all;
}

int failures = 0;

}

Test::Test(const std::string& name, const std::function<void()>& body)
{
    tests().push_back(std::make_pair(name, body));
}

void fail(const char* file, int line, const std::string& what)
{
    ++failures;
    std::cerr << file << ':' << line << ": " << what << std::endl;
}

TemporaryFolder::TemporaryFolder() : path_("/tmp/sample-ceph.XXXXXX")
{
    if (mkdtemp(&path_[0]) == nullptr)
        throw ceph::Error("cannot make a temporary folder");
}

TemporaryFolder::~TemporaryFolder()
{
    if (DIR* folder = opendir(path_.c_str())) {
        while (const dirent* entry = readdir(folder))
            std::remove((path_ + '/' + entry->d_name).c_str());
        closedir(folder);
    }
    rmdir(path_.c_str());
}

int run_all(const std::string& filter)
{
    for (const auto& test : tests()) {
        if (test.first.find(filter) == std::string::npos)
            continue;
        const int before = failures;
        try {
            test.second();
        } catch (const std::exception& error) {
            fail(test.first.c_str(), 0, error.what());
        }
        std::cout << (failures == before ? "ok     " : "FAILED ") << test.first << std::endl;
    }
    return failures == 0 ? 0 : 1;
}

}

int main(int argc, char** argv)
{
    return unit::run_all(argc > 1 ? argv[1] : "");
}
