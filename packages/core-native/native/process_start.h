#pragma once

#include <napi.h>

namespace curlew {

// processStart(pid): when a process started, in milliseconds; 0 if it is not known.
Napi::Value ProcessStartOf(const Napi::CallbackInfo& info);

}  // namespace curlew
