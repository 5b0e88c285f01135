#include "osd/file_store.h"

#include <cstdio>
#include <fstream>
#include <iterator>

#include <dirent.h>
#include <unistd.h>

#include "common/armor.h"
#include "common/crc32c.h"
#include "common/encoding.h"
#include "common/strutil.h"
#include "compressor/compressor.h"

namespace ceph {

namespace {

const std::string suffix = ".object";

void write_file(const std::string& path, const std::string& data)
{
    const std::string incomplete = path + ".new";
    std::ofstream out(incomplete.c_str(), std::ios::binary);
    out << Encoder().u32(crc32c(data)).text(compress(data)).bytes();
    out.close();
    if (!out || std::rename(incomplete.c_str(), path.c_str()) != 0)
        throw Error("cannot write " + path);
}

std::string read_file(const std::string& path)
{
    std::ifstream in(path.c_str(), std::ios::binary);
    if (!in)
        throw Error("cannot read " + path);
    const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    Decoder decoder(bytes);
    const uint32_t checksum = decoder.u32();
    const std::string data = decompress(decoder.text());
    if (crc32c(data) != checksum)
        throw Error(path + " has a wrong checksum");
    return data;
}

// Any name must do as a file name: armored, without the slash of that alphabet.
std::string file_name_of(const std::string& object)
{
    std::string name = armor(object);
    std::replace(name.begin(), name.end(), '/', '_');
    return name + suffix;
}

}

FileStore::FileStore(const std::string& folder) : folder_(folder)
{
    if (access(journal().c_str(), F_OK) == 0) {
        perform(Transaction::decode(read_file(journal())));
        std::remove(journal().c_str());
    }
}

std::string FileStore::path_of(const std::string& object) const { return folder_ + '/' + file_name_of(object); }

void FileStore::apply(const Transaction& transaction)
{
    for (const auto& operation : transaction.operations())
        if (operation.kind == Transaction::Operation::remove && !exists(operation.object))
            throw Error("there is no object '" + operation.object + "'");
    write_file(journal(), transaction.encode());
    perform(transaction);
    std::remove(journal().c_str());
}

void FileStore::perform(const Transaction& transaction)
{
    for (const auto& operation : transaction.operations()) {
        if (operation.kind == Transaction::Operation::write)
            write_file(path_of(operation.object), operation.data);
        else
            std::remove(path_of(operation.object).c_str());
    }
}

bool FileStore::exists(const std::string& object) const { return access(path_of(object).c_str(), F_OK) == 0; }

std::string FileStore::read(const std::string& object) const
{
    if (!exists(object))
        throw Error("there is no object '" + object + "'");
    return read_file(path_of(object));
}

std::vector<std::string> FileStore::list() const
{
    const std::shared_ptr<DIR> folder(opendir(folder_.c_str()), [](DIR* open) { if (open) closedir(open); });
    if (!folder)
        throw Error("cannot list " + folder_);
    std::vector<std::string> names;
    while (const dirent* entry = readdir(folder.get())) {
        std::string name = entry->d_name;
        if (name.size() <= suffix.size() || name.substr(name.size() - suffix.size()) != suffix)
            continue;
        std::replace(name.begin(), name.end(), '_', '/');
        names.push_back(unarmor(name.substr(0, name.size() - suffix.size())));
    }
    std::sort(names.begin(), names.end());
    return names;
}

}
