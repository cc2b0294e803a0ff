#include "platform/socket_set.h"

namespace curlew {

std::unique_ptr<SocketSet> SocketSet::Make() { return nullptr; }

}  // namespace curlew
