#include "shape.h"

struct point {};

int from_template() { return area(point()); }
