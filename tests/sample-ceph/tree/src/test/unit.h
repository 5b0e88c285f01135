#pragma once

#include "include/types.h"

namespace unit {

/// Registers itself; run by the main() in unit.cc.
struct Test {
    Test(const std::string& name, const std::function<void()>& body);
};

void fail(const char* file, int line, const std::string& what);

template <typename Left, typename Right>
void check_equal(const Left& left, const Right& right, const char* text, const char* file, int line)
{
    if (left == right)
        return;
    std::ostringstream out;
    out << text << ": " << left << " is not " << right;
    fail(file, line, out.str());
}

template <typename Body>
bool throws(const Body& body)
{
    try {
        body();
    } catch (const ceph::Error&) {
        return true;
    }
    return false;
}

/// A folder that goes with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

}

#define TEST(name) \
    static void test_##name(); \
    static const unit::Test registered_##name(#name, test_##name); \
    static void test_##name()
#define CHECK(condition) \
    do { if (!(condition)) unit::fail(__FILE__, __LINE__, #condition); } while (false)
#define CHECK_EQUAL(left, right) unit::check_equal(left, right, #left " == " #right, __FILE__, __LINE__)
#define CHECK_THROWS(expression) CHECK(unit::throws([&] { expression; }))
