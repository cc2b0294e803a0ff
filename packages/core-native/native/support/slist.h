#pragma once

#include <node_api.h>

#include <string>
#include <utility>

#include "support/owned.h"
#include "support/status.h"
#include "support/values.h"

namespace curlew {

// An array of strings (or bytes) as libcurl's list; null and undefined make an empty one.
inline Status ReadSlist(napi_env env, napi_value value, SlistHandle* result) {
  result->reset();
  if (IsNullish(TypeOf(env, value))) return kOk;
  bool is_array = false;
  uint32_t length = 0;
  if (napi_is_array(env, value, &is_array) != napi_ok || !is_array) return kWrongType;
  if (napi_get_array_length(env, value, &length) != napi_ok) return kWrongType;
  SlistHandle list;
  curl_slist* last = nullptr;
  for (uint32_t index = 0; index < length; ++index) {
    napi_handle_scope scope;
    if (napi_open_handle_scope(env, &scope) != napi_ok) return kOutOfMemory;
    BytesArgument bytes;
    napi_value item;
    const Status status = napi_get_element(env, value, index, &item) == napi_ok ? bytes.Read(env, item) : kWrongType;
    napi_close_handle_scope(env, scope);
    if (status != kOk) return status;
    if (bytes.HasNul()) return kNulByte;
    // Appends to the last node: curl_slist_append walks from the node that it is given, otherwise the whole list.
    curl_slist* node = curl_slist_append(last, std::string(bytes.data(), bytes.size()).c_str());
    if (!node) return kOutOfMemory;
    if (!last) list.reset(node);
    last = last ? last->next : node;
  }
  *result = std::move(list);
  return kOk;
}

}  // namespace curlew
