#ifndef TRADEWIND_COPUS_SHIM_H
#define TRADEWIND_COPUS_SHIM_H

#include <opus/opus.h>

// opus_encoder_ctl is variadic, which Swift cannot call; every setting used here takes one opus_int32.
static inline int copus_encoder_set(OpusEncoder *encoder, int request, opus_int32 value) {
    return opus_encoder_ctl(encoder, request, value);
}

#endif
