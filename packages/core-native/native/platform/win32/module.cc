#include "platform/module.h"

#include <windows.h>

namespace curlew {

void KeepLoaded() {
  HMODULE module = nullptr;
  const DWORD flags = GET_MODULE_HANDLE_EX_FLAG_PIN | GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS;
  GetModuleHandleExW(flags, reinterpret_cast<LPCWSTR>(&KeepLoaded), &module);
}

}  // namespace curlew
