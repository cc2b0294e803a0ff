# Windows 10 and later, by MinGW-w64. "posix" is the variant of its gcc whose libstdc++ has threads and mutexes.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(triple x86_64-w64-mingw32)
set(CMAKE_C_COMPILER ${triple}-gcc-posix)
set(CMAKE_CXX_COMPILER ${triple}-g++-posix)
set(CMAKE_RC_COMPILER ${triple}-windres)
find_program(CMAKE_AR ${triple}-ar REQUIRED)
find_program(CMAKE_RANLIB ${triple}-ranlib REQUIRED)
# NOMINMAX: std::min is not a macro.
set(CMAKE_C_FLAGS_INIT "-D_WIN32_WINNT=0x0A00")
set(CMAKE_CXX_FLAGS_INIT "-D_WIN32_WINNT=0x0A00 -DNOMINMAX")
set(CURLEW_OPENSSL_TARGET mingw64)
# Debian's archive of zlib has no win32/, which its configure would want for Windows.
set(CURLEW_ZLIB_ARGUMENTS --uname=GNU)
# Windows has its roots in a store, not in files: without CAINFO, CAPATH and CAINFO_BLOB libcurl trusts that store alone. OpenSSL's
# fallback would be \etc\ssl of the current drive, which every user may make. (In the cache by force: the superbuild sets it too.)
set(CURL_CA_NATIVE ON)
set(CURL_CA_FALLBACK OFF CACHE BOOL "" FORCE)
