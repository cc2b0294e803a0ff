#include "platform/files.h"

// uv.h includes winsock2.h, which must come before windows.h.
#include <fcntl.h>
#include <uv.h>
#include <windows.h>

#include <algorithm>
#include <climits>
#include <string_view>

// libuv does it, on this thread: it knows the descriptors of Node's C runtime, and translates names and errors.

namespace curlew {

namespace {

constexpr int kPermissions = 0666;

// Milliseconds between attempts; the sum is how long a file that stays open holds up its job, and those behind it.
constexpr DWORD kWaits[] = {1, 2, 4, 8, 16, 32, 64, 128};

template <typename Call>
int Run(Call call) {
  uv_fs_t request;
  const int result = call(&request);
  uv_fs_req_cleanup(&request);
  return result;
}

int Open(const std::string& path) {
  constexpr int kFlags = UV_FS_O_WRONLY | UV_FS_O_CREAT | UV_FS_O_EXCL;
  return Run(
      [&](uv_fs_t* request) { return uv_fs_open(nullptr, request, path.c_str(), kFlags, kPermissions, nullptr); });
}

// The errors of Windows while another program has one of the files open.
bool IsHeld(int error) { return error == UV_EPERM || error == UV_EACCES || error == UV_EBUSY; }

}  // namespace

int OpenNewFile(const std::string& path) {
  const int descriptor = Open(path);
  if (descriptor != UV_EEXIST) return descriptor;
  const int removed = Run([&](uv_fs_t* request) { return uv_fs_unlink(nullptr, request, path.c_str(), nullptr); });
  return removed == 0 || removed == UV_ENOENT ? Open(path) : removed;
}

int SetFileMode(int descriptor, int mode) {
  return Run([&](uv_fs_t* request) { return uv_fs_fchmod(nullptr, request, descriptor, mode, nullptr); });
}

int WriteAll(int descriptor, const char* bytes, size_t count) {
  while (count > 0) {
    const uv_buf_t buffer =
        uv_buf_init(const_cast<char*>(bytes), static_cast<unsigned>(std::min<size_t>(count, INT_MAX)));
    const int written =
        Run([&](uv_fs_t* request) { return uv_fs_write(nullptr, request, descriptor, &buffer, 1, -1, nullptr); });
    if (written < 0) return written;
    bytes += written;
    count -= static_cast<size_t>(written);
  }
  return 0;
}

int CloseFile(int descriptor) {
  return Run([&](uv_fs_t* request) { return uv_fs_close(nullptr, request, descriptor, nullptr); });
}

int RenameOver(const std::string& from, const std::string& to) {
  auto rename = [&](uv_fs_t* request) { return uv_fs_rename(nullptr, request, from.c_str(), to.c_str(), nullptr); };
  int error = Run(rename);
  for (const DWORD wait : kWaits) {
    if (!IsHeld(error)) return error;
    Sleep(wait);
    error = Run(rename);
  }
  return error;
}

void RemoveFile(const std::string& path) {
  (void)Run([&](uv_fs_t* request) { return uv_fs_unlink(nullptr, request, path.c_str(), nullptr); });
}

std::string PlainPath(const std::string& path) {
  constexpr std::string_view kLong = R"(\\?\)";
  constexpr std::string_view kLongShare = R"(\\?\UNC\)";
  if (path.compare(0, kLongShare.size(), kLongShare) == 0) return R"(\\)" + path.substr(kLongShare.size());
  return path.compare(0, kLong.size(), kLong) == 0 ? path.substr(kLong.size()) : path;
}

bool IsOutOfDescriptors(int error) { return error == UV_EMFILE || error == UV_ENFILE; }

const char* FileErrorText(int error) { return uv_strerror(error); }

}  // namespace curlew
