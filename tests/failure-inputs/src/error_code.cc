// A name that looks like a failure.
int error_code() { return 1; }
