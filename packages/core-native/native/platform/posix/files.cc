#include "platform/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace curlew {

namespace {

constexpr int kPermissions = 0666;  // less the umask

int Open(const std::string& path) {
  int descriptor = -1;
  do descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kPermissions);
  while (descriptor < 0 && errno == EINTR);
  return descriptor < 0 ? -errno : descriptor;
}

}  // namespace

int OpenNewFile(const std::string& path) {
  const int descriptor = Open(path);
  if (descriptor != -EEXIST) return descriptor;
  return ::unlink(path.c_str()) == 0 || errno == ENOENT ? Open(path) : -errno;
}

int SetFileMode(int descriptor, int mode) { return ::fchmod(descriptor, static_cast<mode_t>(mode)) == 0 ? 0 : -errno; }

int WriteAll(int descriptor, const char* bytes, size_t count) {
  while (count > 0) {
    const ssize_t written = ::write(descriptor, bytes, count);
    if (written < 0 && errno != EINTR) return -errno;
    if (written < 0) continue;
    bytes += written;
    count -= static_cast<size_t>(written);
  }
  return 0;
}

int CloseFile(int descriptor) {
  // The descriptor is gone even if a signal came meanwhile.
  return ::close(descriptor) == 0 || errno == EINTR || errno == EINPROGRESS ? 0 : -errno;
}

int RenameOver(const std::string& from, const std::string& to) {
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : -errno;
}

void RemoveFile(const std::string& path) { (void)::unlink(path.c_str()); }

std::string PlainPath(const std::string& path) { return path; }

bool IsOutOfDescriptors(int error) { return error == -EMFILE || error == -ENFILE; }

const char* FileErrorText(int error) { return std::strerror(-error); }

}  // namespace curlew
