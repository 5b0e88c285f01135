#pragma once

#include "crush/bucket.h"

namespace ceph {

/// The hierarchy of devices (ids from 0) and buckets (negative ids), and the rules to walk it.
class CrushMap {
public:
    struct Rule {
        std::string root;
        std::string failure_domain;
    };

    void add_device(int32_t id, const std::string& name, double weight);
    int32_t add_bucket(const std::string& type, const std::string& name, const std::vector<std::string>& items);
    void add_rule(const std::string& name, const Rule& rule);

    int32_t id_of(const std::string& name) const;
    const std::string& name_of(int32_t id) const;
    const std::string& type_of(int32_t id) const;
    double weight_of(int32_t id) const;
    const std::vector<BucketItem>& items_of(int32_t bucket) const;
    const Rule& rule(const std::string& name) const;
    std::vector<int32_t> devices() const;
    void dump(std::ostream& out) const;

private:
    struct Node {
        std::string name;
        std::string type;
        double weight;
        std::vector<BucketItem> items;
    };

    const Node& node(int32_t id) const;
    void add(int32_t id, const Node& node);

    std::map<int32_t, Node> nodes_;
    std::map<std::string, int32_t> ids_;
    std::map<std::string, Rule> rules_;
};

}
