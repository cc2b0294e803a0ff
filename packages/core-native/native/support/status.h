#pragma once

namespace curlew {

// What a native call answers to the TypeScript layer, which makes the errors (src/native-status.ts has the same table):
// zero is success, a positive number is libcurl's own code, these are ours. C++ never builds an Error, because the
// addon's realm is not the caller's (worker contexts, jest, vm): `instanceof Error` would be false there.
enum Status : int {
  kOk = 0,
  kClosed = -101,          // the handle was closed
  kInsideCallback = -102,  // libcurl is on the stack and does not allow this now
  kInMulti = -103,         // the handle is in a multi; remove it first
  kNotInMulti = -104,      // the handle is not in this multi
  kWrongType = -105,       // the value's type does not fit the option
  kOutOfRange = -106,      // the number does not fit the option
  kNulByte = -107,         // a string for C contains a NUL byte
  kUnknownOption = -108,   // the linked libcurl does not know the option
  kReserved = -109,        // the option is owned by the handle itself
  kUnsupported = -110,     // this libcurl has it in name only, or was built without it
  kOutOfMemory = -111,
  kAttached = -113,       // the event loop drives this multi, nobody else may
  kPerforming = -114,     // the handle's own perform() is running
  kLater = -116,          // when the event loop has turned
  kNotThreadSafe = -115,  // data that libcurl does not allow to be shared between threads
};

}  // namespace curlew
