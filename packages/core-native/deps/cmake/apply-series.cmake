# Applies the `debian/patches/series` of a packaging archive to the source tree in the current directory.
# Called as: cmake -DPATCHES=<archive> -DSCRATCH=<dir> -P apply-series.cmake
# The patch texts come out of the pinned archive; none is kept in this repository.
cmake_minimum_required(VERSION 3.20)
file(REMOVE_RECURSE "${SCRATCH}")
file(MAKE_DIRECTORY "${SCRATCH}")
execute_process(COMMAND ${CMAKE_COMMAND} -E tar xf "${PATCHES}" WORKING_DIRECTORY "${SCRATCH}" COMMAND_ERROR_IS_FATAL ANY)
file(STRINGS "${SCRATCH}/debian/patches/series" series)
find_program(PATCH_PROGRAM patch REQUIRED)
foreach(line IN LISTS series)
  string(STRIP "${line}" line)
  if(line STREQUAL "" OR line MATCHES "^#")
    continue()
  endif()
  message(STATUS "patch ${line}")
  execute_process(
    COMMAND ${PATCH_PROGRAM} -p1 --batch --forward --no-backup-if-mismatch -i "${SCRATCH}/debian/patches/${line}"
    RESULT_VARIABLE failed
  )
  if(failed)
    message(FATAL_ERROR "patch ${line} of ${PATCHES} does not apply")
  endif()
endforeach()
