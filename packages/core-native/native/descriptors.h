#pragma once

#include <napi.h>

namespace curlew {

// select(read, write, except, timeoutMs): waits until one of the descriptors is ready. Answers the ready ones as three
// arrays, or a box { failed: status }. poll(2) underneath, so there is no limit of 1024.
Napi::Value Select(const Napi::CallbackInfo& info);

}  // namespace curlew
