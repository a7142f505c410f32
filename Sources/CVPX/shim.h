#ifndef TRADEWIND_CVPX_SHIM_H
#define TRADEWIND_CVPX_SHIM_H

#include <vpx/vp8cx.h>
#include <vpx/vp8dx.h>
#include <vpx/vpx_decoder.h>
#include <vpx/vpx_encoder.h>

// vpx_codec_enc_init is a macro that adds the interface version, and Swift does not import function-like macros.
static inline vpx_codec_err_t cvpx_encoder_init(vpx_codec_ctx_t *context, const vpx_codec_enc_cfg_t *configuration) {
    return vpx_codec_enc_init(context, vpx_codec_vp8_cx(), configuration, 0);
}

// The same for vpx_codec_dec_init; tests decode what the encoder made.
static inline vpx_codec_err_t cvpx_decoder_init(vpx_codec_ctx_t *context) {
    return vpx_codec_dec_init(context, vpx_codec_vp8_dx(), NULL, 0);
}

// vpx_codec_control_ is variadic, which Swift cannot call; every control used here takes one int.
static inline vpx_codec_err_t cvpx_control(vpx_codec_ctx_t *context, int control, int value) {
    return vpx_codec_control_(context, control, value);
}

#endif
