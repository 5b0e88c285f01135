int good() { return 2; }
int main() { return good(); }
