#include "platform/descriptor_io.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace curlew {

int64_t ReadDescriptor(int descriptor, char* target, size_t room, std::string* reason) {
  for (;;) {
    const ssize_t count = ::read(descriptor, target, room);
    if (count >= 0) return count;
    if (errno == EINTR) continue;
    *reason = std::strerror(errno);
    return -1;
  }
}

int SeekDescriptor(int descriptor, curl_off_t offset, int origin) {
  if (::lseek(descriptor, offset, origin) >= 0) return CURL_SEEKFUNC_OK;
  return errno == ESPIPE ? CURL_SEEKFUNC_CANTSEEK : CURL_SEEKFUNC_FAIL;
}

FILE* OpenDescriptorCopy(int descriptor) {
  const int copy = ::dup(descriptor);
  FILE* stream = copy >= 0 ? ::fdopen(copy, "a") : nullptr;
  if (!stream && copy >= 0) ::close(copy);
  return stream;
}

}  // namespace curlew
