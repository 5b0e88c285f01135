#pragma once

#include "msg/address.h"
#include "msg/message.h"

namespace ceph {

/// A listening TCP socket; answers one message per connection.
class Listener {
public:
    /// Port 0 takes any free port.
    explicit Listener(const Address& address);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    Address address() const;
    /// Waits up to `milliseconds` for a message and answers it. False when none came.
    bool serve_one(int milliseconds, const std::function<Message(const Message&)>& answer);
    /// The same for a browser: `text` is the page, whatever it asks for.
    bool serve_page(int milliseconds, const std::string& text);

private:
    bool serve(int milliseconds, const std::function<void(int)>& talk);

    int socket_;
};

/// Sends a message and returns the answer.
Message ask(const Address& address, const Message& question);

}
