// The transfers that a network thread runs for a multi.

#include "body/body_queue.h"
#include "easy/easy.h"
#include "multi/multi.h"

namespace curlew {

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

size_t Multi::RecordResults(const std::vector<NetworkThread::Result>& results) {
  using Kind = NetworkThread::Result::Kind;
  size_t count = 0;
  // The news of a transfer that has ended go with its end: a body that is whole by then is delivered at once.
  for (const NetworkThread::Result& result : results)
    if (result.kind == Kind::kEnded) result.easy->stay().ends = true;
  for (const auto& [easy, id, kind, code] : results) {
    if (kind == Kind::kEnded) {
      const int news = easy->queue() ? easy->queue()->TakeNews(true) : 0;
      EndStay(easy);
      if (news != 0) Record(count++, id, -(news | BodyNews::kEnds));
      Record(count++, id, code);
    } else if (kind == Kind::kRedirected) {
      Record(count++, id, -BodyNews::kHeaders);
    } else if (!easy->stay().ends) {
      if (easy->queue()) CountHeld(easy, easy->queue()->pipe()->IsHeld());
      const int news = easy->TakePipeNews();
      if (news != 0) Record(count++, id, -news);
    }
  }
  return count;
}

void Multi::QueueWasRead(Easy* easy) {
  BodyPipe& pipe = *easy->queue()->pipe();
  const bool goes_on = pipe.TakeRest();
  CountHeld(easy, pipe.IsHeld());
  if (goes_on) network_->GoOn(easy);
  UpdateActivity();
}

// In a callback scope of Node's.
void Multi::OnWakeup() {
  if (addon_->closing() || !handle_) return;
  Napi::HandleScope handles(env_);
  if (IsCollected()) return;
  // JavaScript may close the multi below; the object must outlive this frame.
  Ref();
  std::vector<NetworkThread::Result> results;
  while (handle_ && network_) {
    // No more than JavaScript is notified of at once: JavaScript may take handles out meanwhile, and with them their
    // results. Each takes two records at most.
    network_->Take(record_capacity_ / 2, &results);
    if (results.empty()) break;
    const size_t count = RecordResults(results);
    // Before JavaScript runs: a process.exit() in there finds consistent state.
    UpdateActivity();
    if (count > 0 && !CallDrain(count)) break;
  }
  Unref();
}

}  // namespace curlew
