all: none.o
