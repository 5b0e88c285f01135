int place_object(int);
int main() { return place_object(1); }
