#include "platform/process_exit.h"

#include <cstdlib>

namespace curlew {

// Refused only when there is no memory for it; then a process that exits in mid-transfer may crash at its end.
void CallAtExit(void (*function)()) { (void)std::atexit(function); }

}  // namespace curlew
