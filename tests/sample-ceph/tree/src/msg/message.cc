#include "msg/message.h"

#include "common/crc32c.h"
#include "common/encoding.h"
#include "common/escape.h"

namespace ceph {

std::string Message::encode() const
{
    Encoder body;
    body.text(verb).texts(fields);
    Encoder frame;
    frame.u32(crc32c(body.bytes())).text(body.bytes());
    return frame.bytes();
}

Message Message::decode(const std::string& bytes)
{
    Decoder frame(bytes);
    const uint32_t checksum = frame.u32();
    const std::string body = frame.text();
    if (crc32c(body) != checksum)
        throw Error("a message has a wrong checksum");

    Decoder parts(body);
    Message message;
    message.verb = parts.text();
    message.fields = parts.texts();
    return message;
}

const std::string& Message::field(const std::string& name) const
{
    const auto found = fields.find(name);
    if (found == fields.end())
        throw Error("the message '" + verb + "' lacks the field '" + name + "'");
    return found->second;
}

Message Message::failure(const std::string& reason)
{
    Message message;
    message.verb = "error";
    message.fields["reason"] = reason;
    return message;
}

const Message& Message::or_throw() const
{
    if (verb == "error")
        throw Error(field("reason"));
    return *this;
}

std::ostream& operator<<(std::ostream& out, const Message& message)
{
    out << message.verb;
    for (const auto& field : message.fields)
        out << ' ' << field.first << '=' << quote_for_shell(field.second);
    return out;
}

}
