#pragma once

#include "include/types.h"

namespace ceph {

/// Columns as wide as their widest cell; cells that are numbers stand right.
class TextTable {
public:
    explicit TextTable(const std::vector<std::string>& titles);
    void add(const std::vector<std::string>& row);
    void print(std::ostream& out) const;

private:
    std::vector<size_t> widths() const;

    std::vector<std::vector<std::string> > rows_;
};

}
