int unused() {
  int unused_value;
  return 0;
}
