#ifndef TRADEWIND_ALLOCATIONS_H
#define TRADEWIND_ALLOCATIONS_H

#include <stdint.h>

// How often the calling thread has asked for memory since it began.
uint64_t tw_allocations(void);

#endif
