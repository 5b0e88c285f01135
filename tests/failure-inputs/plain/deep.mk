all:
	$(MAKE) -C ../src -f ../plain/leaf.mk member.o header.o
