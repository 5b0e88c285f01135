#include <iostream>

struct point {};

void print() { std::cout << point(); }
