// What Swift cannot import from OpenSSL by itself: macros and variadic calls. One reason per wrapper.
#ifndef TRADEWIND_COPENSSL_SHIM_H
#define TRADEWIND_COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/time.h>

// SSL_CTX_set_min_proto_version and its pair are macros over SSL_CTX_ctrl.
static inline int tw_ssl_ctx_only_dtls_1_2(SSL_CTX *context) {
    return SSL_CTX_set_min_proto_version(context, DTLS1_2_VERSION)
        && SSL_CTX_set_max_proto_version(context, DTLS1_2_VERSION);
}

// SSL_CTX_set1_groups_list is a macro over SSL_CTX_ctrl.
static inline int tw_ssl_ctx_set_groups(SSL_CTX *context, const char *list) {
    return SSL_CTX_set1_groups_list(context, list);
}

// SSL_CTX_set_mode is a macro over SSL_CTX_ctrl.
static inline long tw_ssl_ctx_set_mode(SSL_CTX *context, long mode) { return SSL_CTX_set_mode(context, mode); }

// SSL_OP_* are function-like macros: no session tickets, no path MTU probing (we set it), no renegotiation, our order.
static inline void tw_ssl_ctx_set_options(SSL_CTX *context) {
    SSL_CTX_set_options(context,
        SSL_OP_NO_TICKET | SSL_OP_NO_QUERY_MTU | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
}

// SSL_set_mtu and DTLS_set_link_mtu are macros over SSL_ctrl.
static inline long tw_ssl_set_mtu(SSL *ssl, long mtu) { return SSL_set_mtu(ssl, mtu); }

// The callback has no type in Swift that SSL * fits: waits 150 ms for an answer, then twice as long each time, up to 2 s.
// OpenSSL would begin with a second, which a viewer who joins over a lossy path sees.
static inline unsigned int tw_dtls_next_timeout(SSL *ssl, unsigned int microseconds) {
    (void)ssl;
    if (microseconds == 0) return 150000;
    return microseconds >= 1000000 ? 2000000 : 2 * microseconds;
}
static inline void tw_dtls_set_timeouts(SSL *ssl) { DTLS_set_timer_cb(ssl, tw_dtls_next_timeout); }

// DTLSv1_get_timeout is a macro over SSL_ctrl; answers milliseconds, or -1 where no timer runs.
static inline long tw_dtls_timeout_milliseconds(SSL *ssl) {
    struct timeval left;
    if (DTLSv1_get_timeout(ssl, &left) != 1) return -1;
    return left.tv_sec * 1000 + left.tv_usec / 1000;
}

// DTLSv1_handle_timeout is a macro over SSL_ctrl.
static inline long tw_dtls_handle_timeout(SSL *ssl) { return DTLSv1_handle_timeout(ssl); }

// EVP_EC_gen is a macro over the variadic EVP_PKEY_Q_keygen.
static inline EVP_PKEY *tw_generate_p256_key(void) { return EVP_EC_gen("P-256"); }

// EVP_get_digestbyname's result and EVP_CTRL_AEAD_* are plain, but X509_get_notBefore is a macro.
static inline int tw_x509_set_validity(X509 *certificate, long from_seconds, long until_seconds) {
    return X509_gmtime_adj(X509_getm_notBefore(certificate), from_seconds) != NULL
        && X509_gmtime_adj(X509_getm_notAfter(certificate), until_seconds) != NULL;
}

// BIO_set_retry_read, BIO_clear_retry_flags and BIO_get_data's companions are macros over BIO_set_flags.
static inline void tw_bio_set_retry_read(BIO *bio) {
    BIO_clear_retry_flags(bio);
    BIO_set_retry_read(bio);
}
static inline void tw_bio_clear_retry(BIO *bio) { BIO_clear_retry_flags(bio); }

// OSSL_PARAM_construct_* return structs that end in a sentinel: easier to build here.
static inline EVP_MAC_CTX *tw_hmac_sha1_new(const unsigned char *key, size_t count) {
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    if (!mac) return NULL;
    EVP_MAC_CTX *context = EVP_MAC_CTX_new(mac);
    EVP_MAC_free(mac);
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)"SHA1", 0),
        OSSL_PARAM_construct_end(),
    };
    if (context && !EVP_MAC_init(context, key, count, parameters)) {
        EVP_MAC_CTX_free(context);
        return NULL;
    }
    return context;
}

#endif
