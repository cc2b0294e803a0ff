#pragma once

#include <napi.h>

namespace curlew {

// Functions of libcurl that belong to no handle.

// escape(bytes): percent-encoded. unescape(text): the bytes. Both answer a box on failure.
Napi::Value Escape(const Napi::CallbackInfo& info);
Napi::Value Unescape(const Napi::CallbackInfo& info);
// globalInit(flags) and globalCleanup(): counted by libcurl; the addon holds one count of its own for ever.
Napi::Value GlobalInit(const Napi::CallbackInfo& info);
Napi::Value GlobalCleanup(const Napi::CallbackInfo& info);
// globalTrace(names): selects what VERBOSE reports, in the whole process.
Napi::Value GlobalTrace(const Napi::CallbackInfo& info);

}  // namespace curlew
