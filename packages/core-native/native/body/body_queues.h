#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>

#include "body/body_queue.h"

namespace curlew {

// The body queues of an environment, which owns them, by the numbers that JavaScript knows them by.
class BodyQueues {
 public:
  BodyQueue* Add(std::unique_ptr<BodyQueue> queue) {
    BodyQueue* const added = queue.get();
    added->set_id(++last_);
    queues_.emplace(last_, std::move(queue));
    return added;
  }
  // Destroys the queue.
  void Remove(BodyQueue* queue) { queues_.erase(queue->id()); }
  BodyQueue* Find(uint32_t number) const {
    const auto found = queues_.find(number);
    return found == queues_.end() ? nullptr : found->second.get();
  }

 private:
  uint32_t last_ = 0;
  std::unordered_map<uint32_t, std::unique_ptr<BodyQueue>> queues_;
};

}  // namespace curlew
