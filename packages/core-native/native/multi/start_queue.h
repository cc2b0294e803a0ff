#pragma once

#include <cstddef>
#include <deque>
#include <unordered_set>

namespace curlew {

class Easy;

// Transfers of an attached multi that libcurl has not been given yet. libcurl starts all that it was given in one call
// (it connects, or looks for a connection among all there are), so a program that adds thousands at once would have the
// event loop stand still until the last of them is under way.
class StartQueue {
 public:
  // Whether one more may start in this turn, and before those that wait.
  bool Admits() const { return started_ < kPerTurn && order_.empty(); }
  void CountStart() { ++started_; }
  void NewTurn() { started_ = 0; }

  void Push(Easy* easy) {
    order_.push_back(easy);
    waiting_.insert(easy);
  }
  // False when it does not wait. Its place in the order stays, and means nothing any more.
  bool Remove(Easy* easy) { return waiting_.erase(easy) != 0; }
  bool empty() const { return waiting_.empty(); }

  // The next one that may start in this turn, or nullptr.
  Easy* Next() {
    while (started_ < kPerTurn && !order_.empty()) {
      Easy* easy = order_.front();
      order_.pop_front();
      if (!Remove(easy)) continue;
      CountStart();
      return easy;
    }
    return nullptr;
  }

  void Clear() {
    order_.clear();
    waiting_.clear();
  }

 private:
  static constexpr size_t kPerTurn = 16;

  size_t started_ = 0;
  std::deque<Easy*> order_;
  std::unordered_set<Easy*> waiting_;
};

}  // namespace curlew
