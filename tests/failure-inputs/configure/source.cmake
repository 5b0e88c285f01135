add_executable(sample ${CMAKE_SOURCE_DIR}/none.cc)
