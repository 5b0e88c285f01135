#pragma once

#include "include/types.h"

namespace ceph {

/// Writes JSON piece by piece.
class JsonFormatter {
public:
    explicit JsonFormatter(std::ostream& out) : out_(out) {}
    void open_object(const std::string& name = std::string());
    void open_array(const std::string& name = std::string());
    void close();
    void text(const std::string& name, const std::string& value);
    void number(const std::string& name, int64_t value);

private:
    void open(const std::string& name, char opening, char closing);
    void start_item(const std::string& name);

    struct Level {
        char closing;
        bool empty;
    };

    std::ostream& out_;
    std::vector<Level> levels_;
};

}
