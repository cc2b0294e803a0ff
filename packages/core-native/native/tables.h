#pragma once

#include <napi.h>

namespace curlew {

// Numbers that C++ and TypeScript both declare, by name, for the test that compares them.
Napi::Value Tables(const Napi::CallbackInfo& info);

}  // namespace curlew
