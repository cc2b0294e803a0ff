#pragma once

#include <napi.h>

#include <memory>
#include <unordered_set>

#include "support/closable.h"

namespace curlew {

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

  void Register(Closable* multi, bool is_multi);
  void Deregister(Closable* closable);

  uint32_t NextId() { return ++last_id_; }

 private:
  Addon() = default;
  void CloseAll();

  bool closing_ = false;
  uint32_t last_id_ = 0;
  // Multis are closed before the easys that sit in them.
  std::unordered_set<Closable*> multis_;
  std::unordered_set<Closable*> easys_;
};

}  // namespace curlew
