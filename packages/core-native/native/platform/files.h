#pragma once

#include <cstddef>
#include <string>

// Files by their names, and descriptors of Node's C runtime. Every call blocks, and may run on any thread. Errors are
// libuv's numbers, below 0: on POSIX systems errno, negated.
namespace curlew {

// Creates a file to write to, in the place of one that is there; does not follow a symbolic link. Answers the
// descriptor.
int OpenNewFile(const std::string& path);

// Sets the permissions. Answers 0 or an error, as the calls below do.
int SetFileMode(int descriptor, int mode);

// Writes all of it.
int WriteAll(int descriptor, const char* bytes, size_t count);

int CloseFile(int descriptor);

// Over an existing file if there is one. On Windows, where a virus scanner may have a new file open, it is tried for a
// quarter of a second.
int RenameOver(const std::string& from, const std::string& to);

void RemoveFile(const std::string& path);

// A path as its user knows it: on Windows without the prefix that lets paths be long.
std::string PlainPath(const std::string& path);

// Whether the process, or the system, has no descriptor left.
bool IsOutOfDescriptors(int error);

// The text for an error of these calls.
const char* FileErrorText(int error);

}  // namespace curlew
