#include "osd/osd_server.h"

#include "common/formatter.h"
#include "common/strutil.h"

namespace ceph {

Message OsdServer::answer(const Message& question)
{
    counters_.increment("ops");
    try {
        return handle(question);
    } catch (const Error& error) {
        counters_.increment("errors");
        return Message::failure(error.what());
    }
}

Message OsdServer::handle(const Message& question)
{
    Message answer;
    answer.verb = "ok";
    if (question.verb == "put") {
        const std::string& data = question.field("data");
        store_.apply(Transaction().write(question.field("object"), data));
        counters_.sample("bytes_written", static_cast<double>(data.size()));
    } else if (question.verb == "remove") {
        store_.apply(Transaction().remove(question.field("object")));
    } else if (question.verb == "get") {
        answer.fields["data"] = store_.read(question.field("object"));
    } else if (question.verb == "list") {
        answer.fields["objects"] = join(store_.list(), "\n");
    } else if (question.verb == "perf dump") {
        std::ostringstream out;
        JsonFormatter json(out);
        counters_.dump(json);
        answer.fields["text"] = out.str();
    } else {
        throw Error("an OSD does not know '" + question.verb + "'");
    }
    return answer;
}

}
