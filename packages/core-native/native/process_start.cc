#include "process_start.h"

#include <climits>

#include "platform/process_start.h"
#include "support/values.h"

namespace curlew {

Napi::Value ProcessStartOf(const Napi::CallbackInfo& info) {
  int64_t pid = 0;
  const Status status = ReadInteger(info.Env(), info[0], 1, UINT_MAX, &pid);
  const uint64_t start = status == kOk ? ProcessStart(pid) : 0;
  return Napi::Number::New(info.Env(), static_cast<double>(start));
}

}  // namespace curlew
