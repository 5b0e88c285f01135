#include "common/daemon.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

#include "include/types.h"

namespace ceph {

namespace {

volatile std::sig_atomic_t stop_flag = 0;

void on_stop_signal(int) { stop_flag = 1; }

void fork_and_leave_parent()
{
    const pid_t child = fork();
    if (child < 0)
        throw Error("cannot fork");
    if (child > 0)
        _exit(0);
}

}

PidFile::PidFile(const std::string& path) : path_(path)
{
    if (path.empty())
        return;
    std::ofstream out(path.c_str());
    if (!(out << getpid() << std::endl))
        throw Error("cannot write the pid file " + path);
}

PidFile::~PidFile()
{
    if (!path_.empty())
        std::remove(path_.c_str());
}

void go_to_background(const std::string& log_path)
{
    const int log = open(log_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (log < 0 || null < 0)
        throw Error("cannot open the log " + log_path);
    fork_and_leave_parent();
    setsid();
    // A second fork: the daemon must not lead a session, or it could get a terminal again.
    fork_and_leave_parent();
    dup2(null, STDIN_FILENO);
    dup2(log, STDOUT_FILENO);
    dup2(log, STDERR_FILENO);
}

void catch_stop_signals()
{
    struct sigaction action = {};
    action.sa_handler = on_stop_signal;
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

bool stop_requested() { return stop_flag != 0; }

}
