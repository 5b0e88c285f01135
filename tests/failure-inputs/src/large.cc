// More than a linker is given.
asm(".data\n.zero 300000000\n");
