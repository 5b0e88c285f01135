#include "msg/socket.h"

#include <cerrno>
#include <cstring>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace ceph {

namespace {

void fail(const std::string& what, const Address& address)
{
    throw Error("cannot " + what + " " + address.to_string() + ": " + std::strerror(errno));
}

sockaddr_in to_native(const Address& address)
{
    sockaddr_in native = {};
    native.sin_family = AF_INET;
    native.sin_port = htons(address.port);
    inet_pton(AF_INET, address.host.c_str(), &native.sin_addr);
    return native;
}

// Whoever is done writing shuts that direction down, so a message ends where the stream does.
std::string read_all(int connection)
{
    std::string bytes;
    char buffer[4096];
    for (ssize_t got; (got = recv(connection, buffer, sizeof buffer, 0)) > 0;)
        bytes.append(buffer, static_cast<size_t>(got));
    return bytes;
}

void write_all(int connection, const std::string& bytes)
{
    for (size_t sent = 0; sent < bytes.size();) {
        const ssize_t count = send(connection, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count <= 0)
            throw Error("the other side closed the connection");
        sent += static_cast<size_t>(count);
    }
    shutdown(connection, SHUT_WR);
}

void limit_silence(int connection)
{
    const timeval patience = {5, 0};
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
}

}

Listener::Listener(const Address& address) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const int on = 1;
    setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const sockaddr_in native = to_native(address);
    if (bind(socket_, reinterpret_cast<const sockaddr*>(&native), sizeof native) != 0 || listen(socket_, 16) != 0) {
        close(socket_);
        fail("listen on", address);
    }
}

Listener::~Listener() { close(socket_); }

Address Listener::address() const
{
    sockaddr_in native = {};
    socklen_t size = sizeof native;
    getsockname(socket_, reinterpret_cast<sockaddr*>(&native), &size);
    char host[INET_ADDRSTRLEN];
    return Address{inet_ntop(AF_INET, &native.sin_addr, host, sizeof host), ntohs(native.sin_port)};
}

bool Listener::serve_one(int milliseconds, const std::function<Message(const Message&)>& answer)
{
    return serve(milliseconds, [&](int connection) { write_all(connection, answer(Message::decode(read_all(connection))).encode()); });
}

bool Listener::serve_page(int milliseconds, const std::string& text)
{
    return serve(milliseconds, [&](int connection) {
        char request[4096];
        recv(connection, request, sizeof request, 0);
        write_all(connection, "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + std::to_string(text.size()) + "\r\n\r\n" + text);
    });
}

bool Listener::serve(int milliseconds, const std::function<void(int)>& talk)
{
    pollfd waiting = {socket_, POLLIN, 0};
    if (poll(&waiting, 1, milliseconds) <= 0)
        return false;
    const int connection = accept(socket_, nullptr, nullptr);
    if (connection < 0)
        return false;
    limit_silence(connection);
    try {
        talk(connection);
    } catch (const Error& error) {
        std::cerr << "dropped a connection: " << error.what() << std::endl;
    }
    close(connection);
    return true;
}

Message ask(const Address& address, const Message& question)
{
    const int connection = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in native = to_native(address);
    if (connect(connection, reinterpret_cast<const sockaddr*>(&native), sizeof native) != 0) {
        close(connection);
        fail("connect to", address);
    }
    limit_silence(connection);
    try {
        write_all(connection, question.encode());
        const Message answer = Message::decode(read_all(connection));
        close(connection);
        return answer;
    } catch (...) {
        close(connection);
        throw;
    }
}

}
