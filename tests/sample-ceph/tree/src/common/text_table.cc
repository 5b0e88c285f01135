#include "common/text_table.h"

#include <iomanip>

#include "common/pattern.h"

namespace ceph {

TextTable::TextTable(const std::vector<std::string>& titles) : rows_(1, titles) {}

void TextTable::add(const std::vector<std::string>& row)
{
    if (row.size() != rows_.front().size())
        throw Error("a row needs one cell for each title");
    rows_.push_back(row);
}

std::vector<size_t> TextTable::widths() const
{
    std::vector<size_t> result(rows_.front().size());
    for (const auto& row : rows_)
        std::transform(row.begin(), row.end(), result.begin(), result.begin(),
            [](const std::string& cell, size_t width) { return std::max(cell.size(), width); });
    return result;
}

void TextTable::print(std::ostream& out) const
{
    const std::vector<size_t> columns = widths();
    for (const auto& row : rows_) {
        std::ostringstream line;
        for (size_t i = 0; i < row.size(); ++i)
            line << (i ? "  " : "") << (matches(row[i], "-?[0-9.]+") ? std::right : std::left)
                 << std::setw(static_cast<int>(columns[i])) << row[i];
        const std::string text = line.str();
        out << text.substr(0, text.find_last_not_of(' ') + 1) << '\n';
    }
}

}
