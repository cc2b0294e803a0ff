#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

#include "easy/easy.h"

namespace curlew {

// Transfers of an attached multi that libcurl has not been given yet. libcurl starts all that it was given in one call
// (it connects, or looks for a connection among all there are), so a program that adds thousands at once would have the
// event loop stand still until the last of them is under way.
class StartQueue {
 public:
  // Whether one more may start in this turn, and before those that wait.
  bool Admits() const { return started_ < kPerTurn && empty(); }
  void CountStart() { ++started_; }
  void NewTurn() { started_ = 0; }

  void Push(Easy* easy) {
    easy->stay().ticket = first_ticket_ + order_.size();
    order_.push_back(easy);
    ++waiting_;
  }
  // False when it does not wait. Its place in the order stays, without it.
  bool Remove(Easy* easy) {
    uint64_t& ticket = easy->stay().ticket;
    if (ticket == 0) return false;
    order_[static_cast<size_t>(ticket - first_ticket_)] = nullptr;
    ticket = 0;
    --waiting_;
    return true;
  }
  bool empty() const { return waiting_ == 0; }

  // The next one that may start in this turn, or nullptr.
  Easy* Next() {
    while (started_ < kPerTurn && !order_.empty()) {
      Easy* easy = order_.front();
      if (easy) (void)Remove(easy);
      order_.pop_front();
      ++first_ticket_;
      if (!easy) continue;
      CountStart();
      return easy;
    }
    return nullptr;
  }

 private:
  static constexpr size_t kPerTurn = 16;

  size_t started_ = 0;
  size_t waiting_ = 0;
  uint64_t first_ticket_ = 1;  // of the front
  std::deque<Easy*> order_;
};

}  // namespace curlew
