int counter;
int main() { return counter; }
