#include "platform/process_exit.h"

namespace curlew {

void CallAtExit(void (*)()) {}

}  // namespace curlew
