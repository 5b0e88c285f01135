#include "crush/crush_map.h"

#include "common/formatter.h"

namespace ceph {

void CrushMap::add(int32_t id, const Node& node)
{
    if (ids_.count(node.name) || nodes_.count(id))
        throw Error("'" + node.name + "' or its id " + std::to_string(id) + " is in the map already");
    ids_[node.name] = id;
    nodes_[id] = node;
}

void CrushMap::add_device(int32_t id, const std::string& name, double weight)
{
    if (id < 0)
        throw Error("the device '" + name + "' has a negative id");
    add(id, Node{name, "osd", weight, std::vector<BucketItem>()});
}

int32_t CrushMap::add_bucket(const std::string& type, const std::string& name, const std::vector<std::string>& items)
{
    std::vector<BucketItem> contents;
    for (const std::string& item : items)
        contents.push_back(BucketItem{id_of(item), weight_of(id_of(item))});
    const int32_t lowest = nodes_.empty() ? 0 : std::min(0, nodes_.begin()->first);
    add(lowest - 1, Node{name, type, total_weight(contents), contents});
    return lowest - 1;
}

void CrushMap::add_rule(const std::string& name, const Rule& rule)
{
    id_of(rule.root);
    rules_[name] = rule;
}

int32_t CrushMap::id_of(const std::string& name) const
{
    const auto found = ids_.find(name);
    if (found == ids_.end())
        throw Error("the map has no item '" + name + "'");
    return found->second;
}

const CrushMap::Node& CrushMap::node(int32_t id) const
{
    const auto found = nodes_.find(id);
    if (found == nodes_.end())
        throw Error("the map has no item with the id " + std::to_string(id));
    return found->second;
}

const std::string& CrushMap::name_of(int32_t id) const { return node(id).name; }

const std::string& CrushMap::type_of(int32_t id) const { return node(id).type; }

double CrushMap::weight_of(int32_t id) const { return node(id).weight; }

const std::vector<BucketItem>& CrushMap::items_of(int32_t bucket) const { return node(bucket).items; }

const CrushMap::Rule& CrushMap::rule(const std::string& name) const
{
    const auto found = rules_.find(name);
    if (found == rules_.end())
        throw Error("the map has no rule '" + name + "'");
    return found->second;
}

std::vector<int32_t> CrushMap::devices() const
{
    std::vector<int32_t> result;
    for (auto device = nodes_.lower_bound(0); device != nodes_.end(); ++device)
        result.push_back(device->first);
    return result;
}

void CrushMap::dump(std::ostream& out) const
{
    JsonFormatter json(out);
    json.open_object();
    json.open_array("nodes");
    for (const auto& entry : nodes_) {
        json.open_object();
        json.number("id", entry.first);
        json.text("name", entry.second.name);
        json.text("type", entry.second.type);
        json.open_array("children");
        for (const BucketItem& item : entry.second.items)
            json.number(std::string(), item.id);
        json.close();
        json.close();
    }
    json.close();
    json.close();
}

}
