/* An epoll_ctl that refuses TCP sockets while the file UNWATCHABLE_FILE exists: how a full kernel table looks. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

int epoll_ctl(int epoll, int operation, int descriptor, struct epoll_event* event) {
  int (*real)(int, int, int, struct epoll_event*) =
      (int (*)(int, int, int, struct epoll_event*))dlsym(RTLD_NEXT, "epoll_ctl");
  const char* file = getenv("UNWATCHABLE_FILE");
  struct sockaddr_storage address;
  socklen_t length = sizeof address;
  if (operation == EPOLL_CTL_ADD && file && access(file, F_OK) == 0 &&
      getsockname(descriptor, (struct sockaddr*)&address, &length) == 0 && address.ss_family == AF_INET) {
    errno = ENOSPC;
    return -1;
  }
  return real(epoll, operation, descriptor, event);
}
