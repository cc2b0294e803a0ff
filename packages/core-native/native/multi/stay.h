#pragma once

#include <cstddef>
#include <cstdint>

namespace curlew {

// The place of an easy handle among those of its multi; kept in the handle, so that adding and removing allocate
// nothing.
struct Stay {
  size_t place = 0;     // in EasySet
  uint64_t run = 0;     // the multi's last run before it was added
  uint64_t ticket = 0;  // in StartQueue; 0 when it does not wait
  // Whether it is in the list of handles with news, the multi's or the network thread's, and in that of handles to be
  // resumed.
  bool has_news = false;
  bool goes_on = false;
  // Whether the event for JavaScript is a redirect, for a handle without a queue.
  bool redirected = false;
  // Whether it is among those whose body waits to be decoded; then also whether libcurl has finished the transfer
  // meanwhile.
  bool decodes = false;
  bool done = false;
  // Whether it counts as held by the reader of its queue.
  bool held = false;
  // Whether its end is among the results of a network thread that JavaScript is being notified of.
  bool ends = false;
};

}  // namespace curlew
