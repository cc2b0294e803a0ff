#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

// File descriptors as JavaScript knows them: those of Node's C runtime, which on Windows is not ours.
namespace curlew {

// Answers the number of bytes read, 0 at the end, -1 on failure with the reason.
int64_t ReadDescriptor(int descriptor, char* target, size_t room, std::string* reason);

// Answers one of CURL_SEEKFUNC_*: CANTSEEK for a pipe, in which case libcurl reads on to the offset if it can.
int SeekDescriptor(int descriptor, curl_off_t offset, int origin);

// A stream that appends to a copy of the descriptor, for fclose; nullptr if it is not open.
FILE* OpenDescriptorCopy(int descriptor);

}  // namespace curlew
