#include "common/log.h"

#include <chrono>
#include <iomanip>

#include "common/clock.h"

namespace ceph {

Log::Log(std::ostream& out, int level, size_t remembered)
    : out_(out), level_(level), remembered_(remembered)
{
}

void Log::write(int level, const std::string& subsystem, const std::string& text)
{
    std::ostringstream line;
    line << format_time(std::chrono::system_clock::now()) << ' ' << std::setw(2) << level << ' ' << subsystem << ": " << text;

    std::lock_guard<std::mutex> lock(mutex_);
    recent_.push_back(line.str());
    if (recent_.size() > remembered_)
        recent_.pop_front();
    if (level <= level_)
        out_ << line.str() << std::endl;
}

std::vector<std::string> Log::recent() const
{
    std::lock_guard<std::mutex> lock(mutex_);
    return std::vector<std::string>(recent_.begin(), recent_.end());
}

}
