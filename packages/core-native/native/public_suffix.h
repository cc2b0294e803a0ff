#pragma once

#include <napi.h>

namespace curlew {

// isPublicSuffix(name): by the list in the pinned libcurl; undefined with the system's libcurl.
Napi::Value IsPublicSuffix(const Napi::CallbackInfo& info);

}  // namespace curlew
