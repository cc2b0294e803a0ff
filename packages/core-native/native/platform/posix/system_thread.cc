#include "platform/system_thread.h"

#include <pthread.h>
#include <signal.h>

#include <memory>

namespace curlew {

namespace {

struct Given {
  SystemThread::Body body;
  void* data;
};

void* Run(void* given) {
  const std::unique_ptr<Given> start(static_cast<Given*>(given));
#ifdef __linux__
  // For debuggers and top. A failure is harmless.
  (void)pthread_setname_np(pthread_self(), "curlew");
#endif
  start->body(start->data);
  return nullptr;
}

int CreateThread(pthread_t* thread, Given* given) {
  pthread_attr_t attributes;
  if (const int code = pthread_attr_init(&attributes)) return code;
  int code = pthread_attr_setstacksize(&attributes, SystemThread::kStackSize);
  if (code == 0) code = pthread_create(thread, &attributes, &Run, given);
  (void)pthread_attr_destroy(&attributes);
  return code;
}

}  // namespace

bool SystemThread::Start(Body body, void* data) {
  std::unique_ptr<Given> start(new Given{body, data});
  // A new thread has the mask of the one that makes it.
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  if (pthread_sigmask(SIG_SETMASK, &all, &before) != 0) return false;
  pthread_t thread;
  started_ = CreateThread(&thread, start.get()) == 0;
  (void)pthread_sigmask(SIG_SETMASK, &before, nullptr);
  if (!started_) return false;
  (void)start.release();
  static_assert(sizeof(thread) <= sizeof(handle_), "a thread is known by a number or a pointer");
  handle_ = (uintptr_t)thread;
  return true;
}

void SystemThread::Join() {
  if (!started_) return;
  started_ = false;
  (void)pthread_join((pthread_t)handle_, nullptr);
}

}  // namespace curlew
