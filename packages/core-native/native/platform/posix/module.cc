#include "platform/module.h"

namespace curlew {

void KeepLoaded() {}

}  // namespace curlew
