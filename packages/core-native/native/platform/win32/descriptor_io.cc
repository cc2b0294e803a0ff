#include "platform/descriptor_io.h"

// uv.h includes winsock2.h, which must come before windows.h.
#include <fcntl.h>
#include <io.h>
#include <uv.h>
#include <windows.h>

#include <algorithm>
#include <climits>

namespace curlew {

namespace {

// The handle of a descriptor of Node's C runtime: libuv is part of node.exe, so it knows that runtime's table.
HANDLE HandleOf(int descriptor) { return reinterpret_cast<HANDLE>(uv_get_osfhandle(descriptor)); }

}  // namespace

int64_t ReadDescriptor(int descriptor, char* target, size_t room, std::string* reason) {
  uv_fs_t request;
  const uv_buf_t buffer = uv_buf_init(target, static_cast<unsigned>(std::min<size_t>(room, INT_MAX)));
  const int64_t result = uv_fs_read(nullptr, &request, descriptor, &buffer, 1, -1, nullptr);
  uv_fs_req_cleanup(&request);
  if (result >= 0) return result;
  *reason = uv_strerror(static_cast<int>(result));
  return -1;
}

int SeekDescriptor(int descriptor, curl_off_t offset, int origin) {
  const HANDLE handle = HandleOf(descriptor);
  if (handle == INVALID_HANDLE_VALUE) return CURL_SEEKFUNC_FAIL;
  if (GetFileType(handle) != FILE_TYPE_DISK) return CURL_SEEKFUNC_CANTSEEK;
  LARGE_INTEGER distance;
  distance.QuadPart = offset;
  // SEEK_SET, SEEK_CUR and SEEK_END are FILE_BEGIN, FILE_CURRENT and FILE_END.
  return SetFilePointerEx(handle, distance, nullptr, static_cast<DWORD>(origin)) ? CURL_SEEKFUNC_OK
                                                                                 : CURL_SEEKFUNC_FAIL;
}

FILE* OpenDescriptorCopy(int descriptor) {
  const HANDLE process = GetCurrentProcess();
  const HANDLE handle = HandleOf(descriptor);
  HANDLE copy = nullptr;
  if (handle == INVALID_HANDLE_VALUE) return nullptr;
  if (!DuplicateHandle(process, handle, process, &copy, 0, FALSE, DUPLICATE_SAME_ACCESS)) return nullptr;
  // A descriptor of our own C runtime, which libcurl uses as well.
  const int own = _open_osfhandle(reinterpret_cast<intptr_t>(copy), _O_APPEND | _O_BINARY);
  if (own < 0) {
    CloseHandle(copy);
    return nullptr;
  }
  FILE* stream = _fdopen(own, "ab");
  if (!stream) _close(own);
  return stream;
}

}  // namespace curlew
