#include "crush/mapper.hpp"
