all: one.o two.o
one.o:
	$(MAKE) -C ../plain -f deep.mk
two.o:
	$(MAKE) -C ../src -f ../plain/leaf.mk
