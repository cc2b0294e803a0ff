#include "addon.h"

namespace curlew {

namespace {
using Slot = std::shared_ptr<Addon>;
}

std::shared_ptr<Addon> Addon::Install(Napi::Env env) {
  std::shared_ptr<Addon> addon(new Addon());
  env.SetInstanceData(new Slot(addon));
  // Runs before Node finalises our objects and closes the loop, also when a worker is terminated. The uv handles that
  // are closed here need one more turn of the loop; Node gives it, because a worker closes its loop only after running
  // it.
  env.AddCleanupHook([addon]() { addon->CloseAll(); });
  return addon;
}

std::shared_ptr<Addon> Addon::Of(Napi::Env env) { return *env.GetInstanceData<Slot>(); }

void Addon::Deregister(Closable* closable) {
  for (auto& closables : registered_) closables.erase(closable);
}

void Addon::CloseAll() {
  closing_ = true;
  for (auto& closables : registered_) {
    // Closing deregisters, so iterate over a copy.
    const std::unordered_set<Closable*> all(closables);
    for (Closable* closable : all) closable->CloseAtExit();
  }
  files_.CloseAtExit();
}

}  // namespace curlew
