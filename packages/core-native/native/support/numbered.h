#pragma once

#include <cstdint>
#include <unordered_map>

namespace curlew {

// Objects by the numbers that JavaScript knows them by. A number is never reused, and 0 is never given.
template <typename T>
class Numbered {
 public:
  uint32_t Add(T* object) {
    objects_.emplace(++last_, object);
    return last_;
  }
  void Remove(uint32_t number) { objects_.erase(number); }
  T* Find(uint32_t number) const {
    const auto found = objects_.find(number);
    return found == objects_.end() ? nullptr : found->second;
  }

 private:
  uint32_t last_ = 0;
  std::unordered_map<uint32_t, T*> objects_;
};

}  // namespace curlew
