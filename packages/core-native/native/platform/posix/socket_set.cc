#include "platform/socket_set.h"

#if defined(__linux__)
#include "platform/posix/epoll_set.h"
using SystemSet = curlew::EpollSet;
#else
#include "platform/posix/kqueue_set.h"
using SystemSet = curlew::KqueueSet;
#endif

namespace curlew {

std::unique_ptr<SocketSet> SocketSet::Make() {
  auto set = std::make_unique<SystemSet>();
  return set->usable() ? std::move(set) : nullptr;
}

}  // namespace curlew
