// What Swift cannot import from libsodium by itself. One reason per wrapper.
#ifndef TRADEWIND_CSODIUM_SHIM_H
#define TRADEWIND_CSODIUM_SHIM_H

#include <sodium.h>

// crypto_pwhash_OPSLIMIT_INTERACTIVE and crypto_pwhash_MEMLIMIT_INTERACTIVE are casts in macros, which the importer skips.
static inline unsigned long long tw_pwhash_opslimit(void) { return crypto_pwhash_OPSLIMIT_INTERACTIVE; }
static inline size_t tw_pwhash_memlimit(void) { return crypto_pwhash_MEMLIMIT_INTERACTIVE; }

// crypto_pwhash_STRBYTES is a macro that names another macro.
static inline size_t tw_pwhash_strbytes(void) { return crypto_pwhash_STRBYTES; }

// crypto_auth_hmacsha256_state is opaque with an alignment attribute: easier to own it here.
static inline void tw_hmac_sha256(unsigned char out[32], const unsigned char *message, size_t count,
                                  const unsigned char *key, size_t key_count) {
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key, key_count);
    crypto_auth_hmacsha256_update(&state, message, count);
    crypto_auth_hmacsha256_final(&state, out);
}

#endif
