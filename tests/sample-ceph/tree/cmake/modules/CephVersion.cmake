# Sets what src/ceph_ver.h.in needs: the commit, its description, and the release's name and type.
# The description comes from git, from the file that make-dist leaves in a tarball, or is the project's version alone.

file(STRINGS ${CMAKE_SOURCE_DIR}/src/ceph_release CEPH_RELEASE_LINES)
list(GET CEPH_RELEASE_LINES 1 CEPH_RELEASE_NAME)
list(GET CEPH_RELEASE_LINES 2 CEPH_RELEASE_TYPE)

set(CEPH_GIT_VER "no_version")
set(CEPH_GIT_NICE_VER "${CEPH_VERSION}")

option(ENABLE_GIT_VERSION "build the commit into the version (a new commit then changes one object file)" ON)
if(ENABLE_GIT_VERSION AND EXISTS ${CMAKE_SOURCE_DIR}/.git)
  find_package(Git REQUIRED)
  execute_process(
    COMMAND ${GIT_EXECUTABLE} rev-parse HEAD
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    OUTPUT_VARIABLE git_commit OUTPUT_STRIP_TRAILING_WHITESPACE
    RESULT_VARIABLE git_failed)
  execute_process(
    COMMAND ${GIT_EXECUTABLE} describe --always --match v*
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    OUTPUT_VARIABLE git_description OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(git_failed)
    message(WARNING "git cannot describe the source: the version will lack its commit")
  else()
    set(CEPH_GIT_VER "${git_commit}")
    string(REGEX REPLACE "^v" "" CEPH_GIT_NICE_VER "${git_description}")
  endif()
elseif(ENABLE_GIT_VERSION AND EXISTS ${CMAKE_SOURCE_DIR}/src/.git_version)
  file(STRINGS ${CMAKE_SOURCE_DIR}/src/.git_version git_lines)
  list(GET git_lines 0 CEPH_GIT_VER)
  list(GET git_lines 1 CEPH_GIT_NICE_VER)
endif()
message(STATUS "ceph version ${CEPH_GIT_NICE_VER} ${CEPH_RELEASE_NAME}")
configure_file(${CMAKE_SOURCE_DIR}/src/ceph_ver.h.in ${CMAKE_BINARY_DIR}/include/ceph_ver.h @ONLY)
