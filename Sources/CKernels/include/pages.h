// What the allocator keeps though nobody uses it.
#pragma once

#ifdef __cplusplus
extern "C" {
#endif

// Gives free pages back to the system, also those between pages in use.
void ag_release_free_pages(void);

#ifdef __cplusplus
}
#endif
