#include "osd/scrub.h"

#include <set>

#include "common/crc32c.h"
#include "common/strutil.h"

namespace ceph {

namespace {

std::string fingerprint(const ObjectStore& store, const std::string& object)
{
    try {
        return store.exists(object) ? std::to_string(crc32c(store.read(object))) : "missing";
    } catch (const Error&) {
        return "unreadable";
    }
}

std::string most_frequent(const std::vector<std::string>& values)
{
    return *std::max_element(values.begin(), values.end(), [&values](const std::string& left, const std::string& right) {
        return std::count(values.begin(), values.end(), left) < std::count(values.begin(), values.end(), right);
    });
}

}

ScrubErrors scrub(const std::vector<const ObjectStore*>& copies)
{
    std::set<std::string> objects;
    for (const ObjectStore* copy : copies)
        for (const std::string& object : copy->list())
            objects.insert(object);

    ScrubErrors errors;
    for (const std::string& object : objects) {
        std::vector<std::string> fingerprints;
        for (const ObjectStore* copy : copies)
            fingerprints.push_back(fingerprint(*copy, object));
        const std::string right = most_frequent(fingerprints);
        std::vector<std::string> wrong;
        for (size_t i = 0; i < fingerprints.size(); ++i)
            if (fingerprints[i] != right)
                wrong.push_back("copy " + std::to_string(i) + " is " + (fingerprints[i] == "missing" ? "missing" : "different"));
        if (!wrong.empty())
            errors[object] = join(wrong, ", ");
    }
    return errors;
}

}
