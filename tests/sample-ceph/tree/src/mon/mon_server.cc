#include "mon/mon_server.h"

#include "common/strutil.h"
#include "common/text_table.h"
#include "common/version.h"
#include "mon/health.h"

namespace ceph {

MonServer::MonServer(const MonMap& monitors, MonStore& store, size_t replicas)
    : monitors_(monitors), store_(store), replicas_(replicas)
{
    if (!store.empty())
        osds_ = OsdMap::decode(store.latest());
}

Message MonServer::answer(const Message& question, Clock::time_point now)
{
    const epoch_t before = osds_.epoch();
    try {
        const Message result = handle(question, now);
        commit_since(before);
        return result;
    } catch (const Error& error) {
        return Message::failure(error.what());
    }
}

Message MonServer::handle(const Message& question, Clock::time_point now)
{
    Message result;
    result.verb = "ok";
    if (question.verb == "osd report") {
        const osd_id_t id = static_cast<osd_id_t>(to_number(question.field("id")));
        const std::string& address = question.field("address");
        const auto known = osds_.osds().find(id);
        if (known == osds_.osds().end() || !known->second.up || known->second.address != address)
            osds_.mark_up(id, address);
        last_report_[id] = now;
    } else if (question.verb == "osd leave") {
        osds_.mark_down(static_cast<osd_id_t>(to_number(question.field("id"))));
    } else if (question.verb == "osd map") {
        result.fields["map"] = osds_.encode();
    } else if (question.verb == "status") {
        result.fields["text"] = status();
    } else if (question.verb == "health") {
        std::ostringstream out;
        out << check_health(osds_, replicas_) << '\n';
        result.fields["text"] = out.str();
    } else if (question.verb == "osd tree") {
        result.fields["text"] = tree();
    } else {
        throw Error("a monitor does not know '" + question.verb + "'");
    }
    return result;
}

void MonServer::expire(Clock::time_point now, std::chrono::seconds grace)
{
    const epoch_t before = osds_.epoch();
    std::vector<osd_id_t> silent;
    for (const auto& osd : osds_.osds())
        // An OSD known only from the store gets its grace from now on.
        if (now - last_report_.insert(std::make_pair(osd.first, now)).first->second > grace)
            silent.push_back(osd.first);
    for (osd_id_t id : silent)
        osds_.mark_down(id);
    commit_since(before);
}

void MonServer::commit_since(epoch_t before)
{
    if (osds_.epoch() != before)
        store_.append(osds_.encode());
}

std::string MonServer::status() const
{
    std::ostringstream out;
    out << "  health:  " << check_health(osds_, replicas_) << '\n'
        << "  release: " << release_name() << '\n'
        << "  mon:     " << monitors_.size() << " daemons, quorum " << monitors_.quorum() << '\n'
        << "  osd:     " << osds_.osds().size() << " osds: " << osds_.up_count() << " up (epoch " << osds_.epoch() << ")\n";
    return out.str();
}

std::string MonServer::tree() const
{
    TextTable table({"ID", "NAME", "STATUS", "ADDRESS"});
    for (const auto& osd : osds_.osds())
        table.add({std::to_string(osd.first), "osd." + std::to_string(osd.first), osd.second.up ? "up" : "down", osd.second.address});
    std::ostringstream out;
    table.print(out);
    return out.str();
}

}
