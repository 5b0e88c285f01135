#pragma once

#include "include/types.h"

namespace ceph {

/// A ceph.conf: sections of settings. A daemon's own section wins over its type's, and that over [global].
class Config {
public:
    static Config parse(std::istream& in);
    static Config load(const std::string& path);
    /// Where a program looks that is told nothing: CEPH_CONF, else ceph.conf in the current folder.
    static std::string default_path();

    void set(const std::string& section, const std::string& key, const std::string& value);
    /// The setting as daemon `name` ("osd.0") sees it, with $name, $type and $id replaced.
    std::string get(const std::string& name, const std::string& key, const std::string& fallback) const;
    std::vector<std::string> sections() const;

private:
    static std::string normalize(const std::string& key);

    std::map<std::string, std::map<std::string, std::string> > sections_;
};

}
