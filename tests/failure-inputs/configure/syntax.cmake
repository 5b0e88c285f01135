set(SOURCES main.cc
