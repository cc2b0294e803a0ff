#include "platform/process_start.h"

#include <windows.h>

namespace curlew {

// Since 1601.
uint64_t ProcessStart(int64_t pid) {
  const HANDLE process = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, static_cast<DWORD>(pid));
  if (!process) return 0;
  FILETIME created, exited, kernel, user;
  const bool isKnown = GetProcessTimes(process, &created, &exited, &kernel, &user) != 0;
  CloseHandle(process);
  if (!isKnown) return 0;
  constexpr uint64_t kUnitsPerMillisecond = 10000;
  return (static_cast<uint64_t>(created.dwHighDateTime) << 32 | created.dwLowDateTime) / kUnitsPerMillisecond;
}

}  // namespace curlew
