#include "files/file_queue.h"

#include <utility>

namespace curlew {

void FileQueue::Add(FileJob job) {
  job.Keep();
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!stopped_) waiting_.push_back(std::move(job));
}

size_t FileQueue::size() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return waiting_.size();
}

bool FileQueue::IsStopped() {
  const std::lock_guard<std::mutex> lock(mutex_);
  return stopped_;
}

bool FileQueue::Take(FileJob* job) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (waiting_.empty()) return false;
  *job = std::move(waiting_.front());
  waiting_.pop_front();
  ++running_;
  return true;
}

void FileQueue::Work(size_t most, std::vector<FileJob>* done) {
  for (FileJob job; done->size() < most && Take(&job);) {
    job.Run();
    done->push_back(std::move(job));
    const std::lock_guard<std::mutex> lock(mutex_);
    if (--running_ == 0) idle_.notify_all();
  }
}

void FileQueue::Stop() {
  std::unique_lock<std::mutex> lock(mutex_);
  stopped_ = true;
  waiting_.clear();
  idle_.wait(lock, [this] { return running_ == 0; });
}

}  // namespace curlew
