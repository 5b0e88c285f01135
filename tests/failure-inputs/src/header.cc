#include "outer.h"

int from_header() { return 1; }
