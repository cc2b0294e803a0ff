# glibc 2.28 from any machine: clang with the headers, libc and libstdc++ of Debian 11.
# deps/lib/cross-toolchain.mjs puts the compilers on PATH: they know where that root lies, so its path is in no command line.
set(CMAKE_SYSTEM_NAME Linux)
set(triple "${CMAKE_SYSTEM_PROCESSOR}-linux-gnu")
set(CMAKE_C_COMPILER "${triple}-clang")
set(CMAKE_CXX_COMPILER "${triple}-clang++")
find_program(CMAKE_AR llvm-ar REQUIRED)
find_program(CMAKE_RANLIB llvm-ranlib REQUIRED)
set(CURLEW_OPENSSL_TARGET "linux-${CMAKE_SYSTEM_PROCESSOR}")
