#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

// File descriptors as JavaScript has them: those of Node's C runtime, which on Windows is not ours.
namespace curlew {

// Writes all of it. False with the reason.
bool WriteDescriptor(int descriptor, const char* bytes, size_t count, std::string* reason);

// The number of bytes read, 0 at the end, -1 with the reason.
int64_t ReadDescriptor(int descriptor, char* target, size_t room, std::string* reason);

// One of CURL_SEEKFUNC_*: CANTSEEK for a pipe, where libcurl reads on to the offset if it can.
int SeekDescriptor(int descriptor, curl_off_t offset, int origin);

// A stream that appends to a copy of the descriptor, for fclose; nullptr if it is not open.
FILE* OpenDescriptorCopy(int descriptor);

}  // namespace curlew
