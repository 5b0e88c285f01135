#include "common/formatter.h"

#include "common/escape.h"

namespace ceph {

void JsonFormatter::start_item(const std::string& name)
{
    if (levels_.empty())
        return;
    out_ << (levels_.back().empty ? "\n" : ",\n") << std::string(2 * levels_.size(), ' ');
    if (levels_.back().closing == '}')
        out_ << '"' << escape_json(name) << "\": ";
    levels_.back().empty = false;
}

void JsonFormatter::open(const std::string& name, char opening, char closing)
{
    start_item(name);
    out_ << opening;
    levels_.push_back(Level{closing, true});
}

void JsonFormatter::open_object(const std::string& name) { open(name, '{', '}'); }

void JsonFormatter::open_array(const std::string& name) { open(name, '[', ']'); }

void JsonFormatter::close()
{
    if (levels_.empty())
        throw Error("the formatter has nothing open");
    const Level level = levels_.back();
    levels_.pop_back();
    if (!level.empty)
        out_ << '\n' << std::string(2 * levels_.size(), ' ');
    out_ << level.closing;
    if (levels_.empty())
        out_ << '\n';
}

void JsonFormatter::text(const std::string& name, const std::string& value)
{
    start_item(name);
    out_ << '"' << escape_json(value) << '"';
}

void JsonFormatter::number(const std::string& name, int64_t value)
{
    start_item(name);
    out_ << value;
}

}
