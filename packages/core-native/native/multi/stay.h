#pragma once

#include <cstddef>
#include <cstdint>

namespace curlew {

// Where an easy handle is among those of its multi; kept in the handle, so that coming and going allocate nothing.
struct Stay {
  size_t place = 0;     // in EasySet
  uint64_t ticket = 0;  // in StartQueue; 0 when it does not wait
  // Whether it is in the multi's list of those with news, and of those that are to go on.
  bool has_news = false;
  bool goes_on = false;
  // Whether the event for JavaScript is a redirect, for a handle without a queue.
  bool redirected = false;
  // Of those whose body waits to be decoded; then also whether libcurl has done with the transfer meanwhile.
  bool decodes = false;
  bool done = false;
};

}  // namespace curlew
