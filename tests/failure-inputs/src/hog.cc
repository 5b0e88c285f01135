// Asks more of a compiler than it is given.
#define TEN(x) x, x, x, x, x, x, x, x, x, x
int many[] = {TEN(TEN(TEN(TEN(TEN(TEN(TEN(1)))))))};
