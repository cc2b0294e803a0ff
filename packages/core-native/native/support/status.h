#pragma once

namespace curlew {

// The statuses that native calls return to the TypeScript layer, which makes the errors (Status in src/binding.ts; a
// test compares the two by what the addon exports): zero is success, a positive number is libcurl's own code, these are
// ours. C++ never builds an Error, because the addon's realm is not the caller's (worker contexts, jest, vm):
// `instanceof Error` would be false there.
#define CURLEW_STATUSES(row)                                                                                         \
  row(Ok, 0) row(Closed, -101)                   /* the handle was closed */                                         \
      row(InsideCallback, -102)                  /* libcurl is on the stack and does not allow this now */           \
      row(InMulti, -103)                         /* the handle is in a multi; remove it first */                     \
      row(NotInMulti, -104)                      /* the handle is not in this multi */                               \
      row(WrongType, -105)                       /* the value's type does not fit the option */                      \
      row(OutOfRange, -106)                      /* the number does not fit the option */                            \
      row(NulByte, -107)                         /* a string for C contains a NUL byte */                            \
      row(UnknownOption, -108)                   /* the linked libcurl does not know the option */                   \
      row(Reserved, -109)                        /* the option is owned by the handle itself */                      \
      row(Unsupported, -110)                     /* this libcurl has it in name only, or was built without it */     \
      row(OutOfMemory, -111) row(Attached, -113) /* the event loop drives this multi, nobody else may */             \
      row(Performing, -114)                      /* the handle's own perform() is running */                         \
      row(NotThreadSafe, -115)                   /* data that libcurl does not allow to be shared between threads */ \
      row(Later, -116)                           /* when the event loop has turned */                                \
      row(TooManyDescriptors, -117)              /* more than the process may have open */                           \
      row(NeedsEventLoop, -118)                  /* the runtime's event loop can drive no transfer, and it needs one */

// NOLINTNEXTLINE(bugprone-macro-parentheses)
#define CURLEW_STATUS_MEMBER(name, number) k##name = number,
enum Status : int { CURLEW_STATUSES(CURLEW_STATUS_MEMBER) };
#undef CURLEW_STATUS_MEMBER

}  // namespace curlew
