#pragma once

#include <napi.h>

#include <array>
#include <memory>
#include <unordered_set>

#include "body/body_queues.h"
#include "decode/decode_time.h"
#include "files/file_writer.h"
#include "support/closable.h"
#include "support/numbered.h"

namespace curlew {

class Easy;
class Multi;

// The state of one environment (the main thread or one worker). Handles share ownership of it, so that a destructor
// that Node runs late still finds it.
class Addon {
 public:
  static std::shared_ptr<Addon> Install(Napi::Env env);
  static std::shared_ptr<Addon> Of(Napi::Env env);

  Addon(const Addon&) = delete;
  Addon& operator=(const Addon&) = delete;

  // True once the environment is being torn down: libcurl's callbacks must not call JavaScript any more.
  bool closing() const { return closing_; }

  // In the order in which they are closed at the end of the environment: a multi before its easys, those before their
  // shares.
  enum class Kind { kMulti, kEasy, kShare };
  void Register(Closable* closable, Kind kind) { registered_[static_cast<size_t>(kind)].insert(closable); }
  void Deregister(Closable* closable);

  // The handles by number: reading a number is cheaper than unwrapping an object.
  template <typename T>
  auto& numbered();
  BodyQueues& queues() { return queues_; }
  DecodeTime& decode_time() { return decode_time_; }
  FileWriter& files() { return files_; }

 private:
  Addon() = default;
  void CloseAll();

  bool closing_ = false;
  Numbered<Easy> easys_;
  Numbered<Multi> multis_;
  BodyQueues queues_;
  DecodeTime decode_time_;
  FileWriter files_;
  std::array<std::unordered_set<Closable*>, 3> registered_;
};

template <>
inline auto& Addon::numbered<Easy>() {
  return easys_;
}
template <>
inline auto& Addon::numbered<Multi>() {
  return multis_;
}
template <>
inline auto& Addon::numbered<BodyQueue>() {
  return queues_;
}

}  // namespace curlew
