#include "network/live_threads.h"

#include <mutex>
#include <unordered_set>

#include "network/network_thread.h"
#include "platform/process_exit.h"

namespace curlew {

namespace {

struct Registry {
  std::mutex mutex;
  std::unordered_set<NetworkThread*> threads;
};

Registry& TheRegistry() {
  // Never destroyed: workers may still end their threads while the process ends.
  static Registry* registry = new Registry();
  return *registry;
}

}  // namespace

void LiveThreads::Add(NetworkThread* thread) {
  static std::once_flag once;
  // Functions for exit() are called in reverse: before OpenSSL's, which was there first.
  std::call_once(once, [] { CallAtExit(&LiveThreads::HaltAll); });
  Registry& registry = TheRegistry();
  const std::lock_guard<std::mutex> lock(registry.mutex);
  registry.threads.insert(thread);
}

void LiveThreads::Remove(NetworkThread* thread) {
  Registry& registry = TheRegistry();
  const std::lock_guard<std::mutex> lock(registry.mutex);
  registry.threads.erase(thread);
}

void LiveThreads::HaltAll() {
  Registry& registry = TheRegistry();
  const std::lock_guard<std::mutex> lock(registry.mutex);
  for (NetworkThread* const thread : registry.threads) thread->Halt();
}

}  // namespace curlew
