#pragma once

#include <vector>

#include "easy/easy.h"

namespace curlew {

// The easy handles of a multi, unordered.
class EasySet {
 public:
  void Insert(Easy* easy) {
    easy->stay().place = easys_.size();
    easys_.push_back(easy);
  }
  // Whether the handle is in the set.
  void Erase(Easy* easy) {
    const size_t place = easy->stay().place;
    easys_[place] = easys_.back();
    easys_[place]->stay().place = place;
    easys_.pop_back();
  }
  bool empty() const { return easys_.empty(); }
  size_t size() const { return easys_.size(); }
  // Any of them.
  Easy* any() const { return easys_.back(); }
  // Those whose transfers a network thread runs.
  std::vector<Easy*> OnThread() const {
    std::vector<Easy*> on_thread;
    for (Easy* const easy : easys_)
      if (easy->network()) on_thread.push_back(easy);
    return on_thread;
  }

 private:
  std::vector<Easy*> easys_;
};

}  // namespace curlew
