#pragma once

#include <uv.h>

#include <memory>

namespace curlew {

// libuv keeps using a handle until its close callback has run, one loop turn after uv_close(). So the memory belongs to
// the loop from uv_close() on, not to the owner of the handle.
template <typename T>
struct CloseUvHandle {
  void operator()(T* handle) const {
    uv_handle_t* base = reinterpret_cast<uv_handle_t*>(handle);
    base->data = nullptr;
    uv_close(base, [](uv_handle_t* closed) { delete reinterpret_cast<T*>(closed); });
  }
};

// Owns an *initialised* handle. A handle whose uv_*_init failed must be deleted plainly, never closed.
template <typename T>
using UvHandle = std::unique_ptr<T, CloseUvHandle<T>>;

}  // namespace curlew
