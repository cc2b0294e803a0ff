#pragma once

#include <curl/curl.h>

#include <cstddef>

namespace curlew {

class Easy;

// One row per libcurl callback that JavaScript can set. The function itself lives in an element of the handle's
// JavaScript object, at the row's slot: a native reference would be a root, and a handle whose callback captures it
// would never be collected.
struct CallbackRow {
  CURLoption option;
  CURLoption data_option;
  size_t slot;
  // Installed for every handle, because libcurl's default is not for a library (bodies to stdout, uploads from stdin).
  bool always;
  void (*trampoline)();
};

// nullptr when this addon has no face for the option.
const CallbackRow* FindCallback(CURLoption option);

// Element of the handle's JavaScript object that keeps what a callback threw until it is asked for.
constexpr size_t kThrownSlot = 0;
// Element that keeps the share of CURLOPT_SHARE; above the slots of callbacks.
constexpr size_t kShareSlot = 64;

// Tells libcurl about one callback, or takes it back.
CURLcode InstallCallback(CURL* curl, const CallbackRow& row, Easy* easy);

// Installs the callbacks that every handle has: native sinks, which look for a user's function themselves, and an empty
// source. Called for a fresh or reset handle.
CURLcode InstallDefaultCallbacks(CURL* curl, Easy* easy);

}  // namespace curlew
