#include "mon/mon_store.h"

#include <fstream>
#include <iterator>

#include <unistd.h>

#include "common/crc32c.h"
#include "common/encoding.h"

namespace ceph {

namespace {

std::string frame(const std::string& version)
{
    return Encoder().u32(crc32c(version)).text(version).bytes();
}

}

MonStore::MonStore(const std::string& path) : path_(path), count_(0)
{
    std::ifstream in(path.c_str(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    Decoder decoder(bytes);
    size_t intact = 0;
    try {
        while (!decoder.at_end()) {
            const uint32_t checksum = decoder.u32();
            const std::string version = decoder.text();
            if (crc32c(version) != checksum)
                break;
            latest_ = version;
            ++count_;
            intact += frame(version).size();
        }
    } catch (const Error&) {
        std::cerr << path << " ends in the middle of a version: dropped" << std::endl;
    }
    if (intact < bytes.size() && truncate(path.c_str(), static_cast<off_t>(intact)) != 0)
        throw Error("cannot repair " + path);
}

void MonStore::append(const std::string& version)
{
    std::ofstream out(path_.c_str(), std::ios::binary | std::ios::app);
    if (!(out << frame(version) << std::flush))
        throw Error("cannot append to " + path_);
    latest_ = version;
    ++count_;
}

const std::string& MonStore::latest() const
{
    if (empty())
        throw Error(path_ + " holds nothing yet");
    return latest_;
}

}
