#include "osd/mem_store.h"

#include <iterator>

namespace ceph {

void MemStore::apply(const Transaction& transaction)
{
    std::lock_guard<std::mutex> lock(mutex_);
    std::map<std::string, std::string> changed = objects_;
    for (const auto& operation : transaction.operations()) {
        if (operation.kind == Transaction::Operation::write)
            changed[operation.object] = operation.data;
        else if (changed.erase(operation.object) == 0)
            throw Error("there is no object '" + operation.object + "'");
    }
    objects_.swap(changed);
}

bool MemStore::exists(const std::string& object) const
{
    std::lock_guard<std::mutex> lock(mutex_);
    return objects_.count(object) != 0;
}

std::string MemStore::read(const std::string& object) const
{
    std::lock_guard<std::mutex> lock(mutex_);
    const auto found = objects_.find(object);
    if (found == objects_.end())
        throw Error("there is no object '" + object + "'");
    return found->second;
}

std::vector<std::string> MemStore::list() const
{
    std::lock_guard<std::mutex> lock(mutex_);
    std::vector<std::string> names;
    std::transform(objects_.begin(), objects_.end(), std::back_inserter(names),
        [](const std::pair<const std::string, std::string>& object) { return object.first; });
    return names;
}

}
