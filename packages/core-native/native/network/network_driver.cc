#include "network/network_driver.h"

#include "network/polled_driver.h"
#include "network/watched_driver.h"
#include "platform/socket_set.h"

namespace curlew {

std::unique_ptr<NetworkDriver> NetworkDriver::Make(CURLM* multi) {
  std::unique_ptr<SocketSet> sockets = SocketSet::Make();
  if (!sockets) return std::make_unique<PolledDriver>(multi);
  auto driver = std::make_unique<WatchedDriver>(multi, std::move(sockets));
  if (driver->Install() != CURLM_OK) return nullptr;
  return driver;
}

}  // namespace curlew
