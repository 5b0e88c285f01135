add_executable(sample ${CMAKE_SOURCE_DIR}/../src/empty.cc)
target_link_libraries(sample Ceph::nosuch)
