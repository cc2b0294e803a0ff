#pragma once

#include <node_api.h>

#include <cstdint>

namespace curlew {

// Marks the objects of one class, so that they can be told apart before unwrapping: from other objects, and from those
// of a second copy of this addon in the process, which has another libcurl. Its second half is an address in this copy.
enum class TypeTag : uint64_t { kEasy = 0x6c1d8a7be0f24d35, kShare = 0x2b7de1509c4f4a1c, kUrl = 0x51c0f2a94d7e4e12 };

inline napi_type_tag TagOf(TypeTag tag) {
  static const char kThisCopy = 0;
  return {static_cast<uint64_t>(tag), reinterpret_cast<uintptr_t>(&kThisCopy)};
}

inline void Mark(napi_env env, napi_value object, TypeTag tag) {
  const napi_type_tag value = TagOf(tag);
  // Without the tag every call refuses the object; nothing worse happens.
  (void)napi_type_tag_object(env, object, &value);
}

inline bool IsMarked(napi_env env, napi_value value, TypeTag tag) {
  napi_valuetype type = napi_undefined;
  bool marked = false;
  const napi_type_tag wanted = TagOf(tag);
  return napi_typeof(env, value, &type) == napi_ok && type == napi_object &&
         napi_check_object_type_tag(env, value, &wanted, &marked) == napi_ok && marked;
}

}  // namespace curlew
