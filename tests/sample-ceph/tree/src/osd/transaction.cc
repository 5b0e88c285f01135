#include "osd/transaction.h"

#include <numeric>

#include "common/encoding.h"

namespace ceph {

Transaction& Transaction::write(const std::string& object, const std::string& data)
{
    operations_.push_back(Operation{Operation::write, object, data});
    return *this;
}

Transaction& Transaction::remove(const std::string& object)
{
    operations_.push_back(Operation{Operation::remove, object, std::string()});
    return *this;
}

uint64_t Transaction::bytes() const
{
    return std::accumulate(operations_.begin(), operations_.end(), uint64_t(0),
        [](uint64_t sum, const Operation& operation) { return sum + operation.data.size(); });
}

std::string Transaction::encode() const
{
    Encoder encoder;
    encoder.u32(static_cast<uint32_t>(operations_.size()));
    for (const Operation& operation : operations_)
        encoder.u32(operation.kind).text(operation.object).text(operation.data);
    return encoder.bytes();
}

Transaction Transaction::decode(const std::string& bytes)
{
    Decoder decoder(bytes);
    Transaction transaction;
    for (uint32_t left = decoder.u32(); left > 0; --left) {
        const uint32_t kind = decoder.u32();
        const std::string object = decoder.text();
        const std::string data = decoder.text();
        if (kind == Operation::write)
            transaction.write(object, data);
        else if (kind == Operation::remove)
            transaction.remove(object);
        else
            throw Error("a transaction has an operation of unknown kind " + std::to_string(kind));
    }
    return transaction;
}

}
