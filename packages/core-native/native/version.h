#pragma once

#include <napi.h>

namespace curlew {

// versionInfo(): every field of curl_version_info() that this libcurl has.
Napi::Value VersionInfo(const Napi::CallbackInfo& info);
// optionTable(): the linked libcurl's own options, [name, number, type][]; a second witness for the generated tables.
Napi::Value OptionTable(const Napi::CallbackInfo& info);
// strerror(family, code): libcurl's text; family is 0 easy, 1 multi, 2 share, 3 url.
Napi::Value StrError(const Napi::CallbackInfo& info);

}  // namespace curlew
