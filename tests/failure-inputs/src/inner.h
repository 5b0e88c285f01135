#pragma once
struct inner { undeclared_type value; };
