#include "platform/system_thread.h"

#include <process.h>
#include <windows.h>

#include <memory>

namespace curlew {

namespace {

struct Given {
  SystemThread::Body body;
  void* data;
};

unsigned __stdcall Run(void* given) {
  const std::unique_ptr<Given> start(static_cast<Given*>(given));
  start->body(start->data);
  return 0;
}

}  // namespace

bool SystemThread::Start(Body body, void* data) {
  std::unique_ptr<Given> start(new Given{body, data});
  // Without the flag that much would be taken from memory at once.
  handle_ = _beginthreadex(nullptr, kStackSize, &Run, start.get(), STACK_SIZE_PARAM_IS_A_RESERVATION, nullptr);
  started_ = handle_ != 0;
  if (started_) (void)start.release();
  return started_;
}

void SystemThread::Join() {
  if (!started_) return;
  started_ = false;
  const HANDLE thread = reinterpret_cast<HANDLE>(handle_);
  (void)WaitForSingleObject(thread, INFINITE);
  (void)CloseHandle(thread);
}

}  // namespace curlew
