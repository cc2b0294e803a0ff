#include "platform/process_start.h"

#ifdef __APPLE__
#include <sys/sysctl.h>
#include <sys/types.h>
#else
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#endif

namespace curlew {

#ifdef __APPLE__

// Since 1970.
uint64_t ProcessStart(int64_t pid) {
  int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PID, static_cast<int>(pid)};
  kinfo_proc found;
  size_t size = sizeof(found);
  // For a process that is not there it succeeds with a size of 0.
  if (sysctl(name, 4, &found, &size, nullptr, 0) != 0 || size < sizeof(found)) return 0;
  const timeval& start = found.kp_proc.p_starttime;
  return static_cast<uint64_t>(start.tv_sec) * 1000 + static_cast<uint64_t>(start.tv_usec) / 1000;
}

#else

namespace {

// The 22nd field of /proc/PID/stat, in clock ticks. Fields are counted from the last ")", which ends the second one:
// the name of the program, an earlier one, may contain spaces and parentheses.
uint64_t StartField(const char* line) {
  const char* at = std::strrchr(line, ')');
  for (int field = 2; at && field < 22; ++field) at = std::strchr(at + 1, ' ');
  return at ? std::strtoull(at + 1, nullptr, 10) : 0;
}

}  // namespace

// Since the machine started.
uint64_t ProcessStart(int64_t pid) {
  char text[1024];
  std::snprintf(text, sizeof(text), "/proc/%lld/stat", static_cast<long long>(pid));
  FILE* const file = std::fopen(text, "re");
  if (!file) return 0;
  const size_t size = std::fread(text, 1, sizeof(text) - 1, file);
  std::fclose(file);
  text[size] = '\0';
  const long ticks_per_second = sysconf(_SC_CLK_TCK);
  return ticks_per_second > 0 ? StartField(text) * 1000 / static_cast<uint64_t>(ticks_per_second) : 0;
}

#endif

}  // namespace curlew
