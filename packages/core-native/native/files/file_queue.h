#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <vector>

#include "files/file_job.h"

namespace curlew {

// The jobs that wait for a thread; for several threads.
class FileQueue {
 public:
  void Add(FileJob job);
  size_t size();
  bool IsStopped();

  // Runs jobs until none waits, at most `most`, and adds them to `done`.
  void Work(size_t most, std::vector<FileJob>* done);

  // Drops the jobs that wait, and returns when none runs any more; no other will start.
  void Stop();

 private:
  bool Take(FileJob* job);

  std::mutex mutex_;
  std::condition_variable idle_;
  std::deque<FileJob> waiting_;
  size_t running_ = 0;
  bool stopped_ = false;
};

}  // namespace curlew
