#pragma once

#include <napi.h>

#include <array>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "support/closable.h"

namespace curlew {

class Easy;

// What belongs to one environment (the main thread or one worker). Handles share ownership of it, so that a destructor
// that Node runs late still finds it.
class Addon {
 public:
  static std::shared_ptr<Addon> Install(Napi::Env env);
  static std::shared_ptr<Addon> Of(Napi::Env env);

  Addon(const Addon&) = delete;
  Addon& operator=(const Addon&) = delete;

  // True once the environment is being torn down: libcurl's callbacks must not call JavaScript any more.
  bool closing() const { return closing_; }

  // In the order in which the environment's end closes them: a multi before the easys in it, those before their shares.
  enum class Kind { kMulti, kEasy, kShare };
  void Register(Closable* closable, Kind kind) { registered_[static_cast<size_t>(kind)].insert(closable); }
  void Deregister(Closable* closable);

  // Easy handles by the number that JavaScript knows them by: to read a number is cheaper than to unwrap an object and
  // look at its type. 0 is nobody's.
  uint32_t AddEasy(Easy* easy) {
    easys_.emplace(++last_id_, easy);
    return last_id_;
  }
  void RemoveEasy(uint32_t id) { easys_.erase(id); }
  Easy* FindEasy(uint32_t id) const {
    const auto found = easys_.find(id);
    return found == easys_.end() ? nullptr : found->second;
  }

 private:
  Addon() = default;
  void CloseAll();

  bool closing_ = false;
  uint32_t last_id_ = 0;
  std::unordered_map<uint32_t, Easy*> easys_;
  std::array<std::unordered_set<Closable*>, 3> registered_;
};

}  // namespace curlew
