#include "pages.h"

#include <stdlib.h>  // defines __GLIBC__ where it is so

#ifdef __GLIBC__
#include <malloc.h>
#endif

void ag_release_free_pages(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
