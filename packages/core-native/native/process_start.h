#pragma once

#include <napi.h>

namespace curlew {

// processStart(pid): when a process started, as text of digits, because it may not fit a double; "" if it is not known.
Napi::Value ProcessStartOf(const Napi::CallbackInfo& info);

}  // namespace curlew
