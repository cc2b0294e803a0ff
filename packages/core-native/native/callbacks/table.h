#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <cstdint>

namespace curlew {

class Easy;

// Elements of the handle's JavaScript object. A callback lives in the element of its row: a native reference would be a
// root, and a handle whose callback captures it would never be collected.
enum Slot : size_t {
  kThrownSlot,  // the value that a callback threw, until it is asked for
  kWriteSlot,
  kHeaderSlot,
  kReadSlot,
  kSeekSlot,
  kTransferInfoSlot,
  kDebugSlot,
  kProgressSlot,
  kIoctlSlot,
  kTrailerSlot,
  kInterleaveSlot,
  kOpenSocketSlot,
  kSockOptSlot,
  kCloseSocketSlot,
  kPrereqSlot,
  kResolverStartSlot,
  kFnMatchSlot,
  kChunkBeginSlot,
  kChunkEndSlot,
  kHstsReadSlot,
  kHstsWriteSlot,
  kSshKeySlot,
  kSshHostKeySlot,
  kSslContextSlot,
  kCallbackSlots,
  // Other objects that must live as long as libcurl points into them.
  kShareSlot = 64,
  kUrlSlot,
  kMimeSlot,
};
static_assert(kCallbackSlots <= 64, "Easy keeps one bit per callback");

// One row per libcurl callback that JavaScript can set.
struct CallbackRow {
  CURLoption option;
  CURLoption data_option;
  Slot slot;
  // Installed for every handle, either because libcurl's default does not suit a library (bodies to stdout, uploads
  // from stdin), or because the event loop needs it (sockets opened and closed).
  bool always;
  // The answer for libcurl when the function threw. It ends the transfer, unless libcurl ignores the answer.
  int64_t abort;
  void (*trampoline)();
};

// nullptr when the addon does not support the callback of this option.
const CallbackRow* FindCallback(CURLoption option);

// The abort value of a slot's row.
int64_t AbortValue(size_t slot);

// Tells libcurl about one callback, or (with `on` false) that JavaScript has none.
CURLcode InstallCallback(CURL* curl, const CallbackRow& row, Easy* easy, bool on);

// Installs the callbacks that every handle has, native sinks and sources that look for a user's function themselves,
// and those of `callbacks`, a bit per slot. Called for a fresh, reset or duplicated handle.
CURLcode InstallCallbacks(CURL* curl, Easy* easy, uint64_t callbacks);

}  // namespace curlew
