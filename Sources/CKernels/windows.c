// Windows sliding over planes.
#include "windows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "product.h"

#define T float
#define NAME(x) x##f
#include "windows_loops.h"
#undef T
#undef NAME

#define T double
#define NAME(x) x
#include "windows_loops.h"
