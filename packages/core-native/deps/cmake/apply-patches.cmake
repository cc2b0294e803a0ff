# Patches the source tree in the current directory: with the `debian/patches/series` of a packaging archive, then with our
# own patches in the order of their names.
# Called as: cmake -DPATCHES=<archive or empty> -DSCRATCH=<dir> -DOWN_PATCHES=<dir> -P apply-patches.cmake
cmake_minimum_required(VERSION 3.20)
find_program(PATCH_PROGRAM patch REQUIRED)

# --fuzz=0 for our own: context that has changed means that someone has to look at the patch again.
function(apply file)
  message(STATUS "patch ${file}")
  execute_process(
    COMMAND ${PATCH_PROGRAM} -p1 --batch --forward --no-backup-if-mismatch ${ARGN} -i "${file}"
    RESULT_VARIABLE failed
  )
  if(failed)
    message(FATAL_ERROR "patch ${file} does not apply")
  endif()
endfunction()

if(PATCHES)
  file(REMOVE_RECURSE "${SCRATCH}")
  file(MAKE_DIRECTORY "${SCRATCH}")
  execute_process(COMMAND ${CMAKE_COMMAND} -E tar xf "${PATCHES}" WORKING_DIRECTORY "${SCRATCH}" COMMAND_ERROR_IS_FATAL ANY)
  file(STRINGS "${SCRATCH}/debian/patches/series" series)
  foreach(line IN LISTS series)
    string(STRIP "${line}" line)
    if(NOT line STREQUAL "" AND NOT line MATCHES "^#")
      apply("${SCRATCH}/debian/patches/${line}")
    endif()
  endforeach()
endif()

file(GLOB own LIST_DIRECTORIES false "${OWN_PATCHES}/*.patch")
list(SORT own)
foreach(file IN LISTS own)
  apply("${file}" --fuzz=0)
endforeach()
