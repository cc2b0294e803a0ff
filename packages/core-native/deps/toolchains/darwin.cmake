# macOS, on macOS itself: no cross build. The superbuild finds only what it has made, and so not the system's frameworks. curl
# stops without them, but needs no more than their names.
set(SYSTEMCONFIGURATION_FRAMEWORK SystemConfiguration)
set(COREFOUNDATION_FRAMEWORK CoreFoundation)
set(CORESERVICES_FRAMEWORK CoreServices)
# A toolchain file has to name the tools; these are those that would be taken without one.
set(CMAKE_C_COMPILER cc)
set(CMAKE_CXX_COMPILER c++)
if(DEFINED ENV{CC})
  set(CMAKE_C_COMPILER "$ENV{CC}")
endif()
if(DEFINED ENV{CXX})
  set(CMAKE_CXX_COMPILER "$ENV{CXX}")
endif()
find_program(CMAKE_AR ar REQUIRED)
find_program(CMAKE_RANLIB ranlib REQUIRED)
