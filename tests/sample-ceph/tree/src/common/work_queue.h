#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "include/types.h"

namespace ceph {

/// Runs work on a few threads. Its destructor finishes all that was queued.
class WorkQueue {
public:
    explicit WorkQueue(size_t threads);
    ~WorkQueue();
    void queue(std::function<void()> work);
    /// Returns when nothing is queued or running.
    void drain();

private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()> > queue_;
    std::vector<std::thread> threads_;
    size_t running_;
    bool stopping_;
};

}
