// The transfers that a network thread runs for a multi.

#include "easy/easy.h"
#include "multi/multi.h"

namespace curlew {

bool Multi::AttachNetwork() {
  network_ = NetworkThread::Make(env_, static_cast<JsWakeup::Owner*>(this));
  if (!network_) return false;
  for (const auto& [option, number] : numbers_)
    if (SetNumberOf(network_->handle(), option, number) != CURLM_OK) return false;
  return true;
}

// Whether transfers of the handle may run here, next to those of the network thread that uses its share. The multi can
// visit one thread.
bool Multi::CanBeBeside(Easy* easy) {
  const std::shared_ptr<NetworkThread> used = easy->NetworkOfShare();
  const std::shared_ptr<NetworkThread> beside = NetworkBeside();
  if (!used || used == beside) return true;
  if (beside) return false;
  neighbour_ = used;
  return true;
}

// In a callback scope of Node's.
void Multi::OnWakeup() {
  if (addon_->closing() || !handle_) return;
  Napi::HandleScope handles(env_);
  // JavaScript may close the multi below; the object must outlive this frame.
  Ref();
  std::vector<NetworkThread::Result> results;
  while (handle_ && network_) {
    // No more than are told of at once: JavaScript may take handles out meanwhile, and with them their results.
    network_->Take(record_capacity_, &results);
    if (results.empty()) break;
    size_t count = 0;
    for (const NetworkThread::Result& result : results) {
      if (result.code >= 0) EndStay(result.easy);
      Record(count++, result.id, result.code);
    }
    // Before JavaScript runs: a process.exit() in there finds consistent state.
    UpdateActivity();
    if (!CallDrain(count)) break;
  }
  Unref();
}

}  // namespace curlew
