#include "common/work_queue.h"

namespace ceph {

WorkQueue::WorkQueue(size_t threads) : running_(0), stopping_(false)
{
    for (size_t i = 0; i < threads; ++i)
        threads_.emplace_back(&WorkQueue::run, this);
}

WorkQueue::~WorkQueue()
{
    {
        std::lock_guard<std::mutex> lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
}

void WorkQueue::queue(std::function<void()> work)
{
    {
        std::lock_guard<std::mutex> lock(mutex_);
        queue_.push_back(std::move(work));
    }
    changed_.notify_all();
}

void WorkQueue::drain()
{
    std::unique_lock<std::mutex> lock(mutex_);
    changed_.wait(lock, [this] { return queue_.empty() && running_ == 0; });
}

void WorkQueue::run()
{
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty())
            return;
        const std::function<void()> work = std::move(queue_.front());
        queue_.pop_front();
        ++running_;
        lock.unlock();
        work();
        lock.lock();
        --running_;
        changed_.notify_all();
    }
}

}
