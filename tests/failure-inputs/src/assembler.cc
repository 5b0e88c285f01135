void halt() { asm("nosuchinstruction %eax"); }
