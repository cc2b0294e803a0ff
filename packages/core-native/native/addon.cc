#include "addon.h"

namespace curlew {

namespace {
using Slot = std::shared_ptr<Addon>;
}

std::shared_ptr<Addon> Addon::Install(Napi::Env env) {
  std::shared_ptr<Addon> addon(new Addon());
  env.SetInstanceData(new Slot(addon));
  // Runs before Node finalises our objects and closes the loop, also when a worker is terminated. The uv handles that
  // are closed here need one more turn of the loop; Node gives it (a worker closes its loop only after running it).
  env.AddCleanupHook([addon]() { addon->CloseAll(); });
  return addon;
}

std::shared_ptr<Addon> Addon::Of(Napi::Env env) { return *env.GetInstanceData<Slot>(); }

void Addon::Register(Closable* closable, bool is_multi) { (is_multi ? multis_ : easys_).insert(closable); }

void Addon::Deregister(Closable* closable) {
  multis_.erase(closable);
  easys_.erase(closable);
}

void Addon::CloseAll() {
  closing_ = true;
  for (auto* registered : {&multis_, &easys_}) {
    // Closing deregisters, so walk a copy.
    const std::unordered_set<Closable*> all(*registered);
    for (Closable* closable : all) closable->CloseAtExit();
  }
}

}  // namespace curlew
