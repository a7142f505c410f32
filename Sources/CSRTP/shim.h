// Cisco's libsrtp, for tests alone: the oracle our own SRTP framing is held against.
#ifndef TRADEWIND_CSRTP_SHIM_H
#define TRADEWIND_CSRTP_SHIM_H

#include <srtp2/srtp.h>
#include <string.h>

// srtp_policy_t holds unions that Swift imports without their names: filled in here.
static inline int tw_srtp_open(srtp_t *session, unsigned char *key, int is_gcm, int is_outbound) {
    srtp_policy_t policy;
    memset(&policy, 0, sizeof policy);
    if (is_gcm) {
        srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtp);
        srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtcp);
    } else {
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(&policy.rtp);
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(&policy.rtcp);
    }
    policy.ssrc.type = is_outbound ? ssrc_any_outbound : ssrc_any_inbound;
    policy.key = key;
    policy.window_size = 1024;
    return srtp_create(session, &policy);
}

#endif
