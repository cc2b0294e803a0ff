#pragma once

namespace curlew {

// Has exit() call the function, before those that were registered earlier. Nothing on Windows: it ends the other
// threads of a process before it calls a library's functions.
void CallAtExit(void (*function)());

}  // namespace curlew
