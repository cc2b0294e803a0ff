# Windows 10 and later on arm64, by llvm-mingw: clang and libc++ on MinGW-w64, since gcc has no such target. As win32-x64.cmake,
# which says why, save for the compilers and OpenSSL's target.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(triple aarch64-w64-mingw32)
set(CMAKE_C_COMPILER ${triple}-clang)
set(CMAKE_CXX_COMPILER ${triple}-clang++)
set(CMAKE_RC_COMPILER ${triple}-windres)
find_program(CMAKE_AR ${triple}-ar REQUIRED)
find_program(CMAKE_RANLIB ${triple}-ranlib REQUIRED)
set(CMAKE_C_FLAGS_INIT "-D_WIN32_WINNT=0x0A00")
set(CMAKE_CXX_FLAGS_INIT "-D_WIN32_WINNT=0x0A00 -DNOMINMAX")
# OpenSSL 3.5 has no target for it.
set(CURLEW_OPENSSL_TARGET "--config=${CMAKE_CURRENT_LIST_DIR}/openssl-mingw-arm64.conf" mingw-arm64)
set(CURLEW_ZLIB_ARGUMENTS --uname=GNU)
set(CURL_CA_NATIVE ON)
set(CURL_CA_FALLBACK OFF CACHE BOOL "" FORCE)
