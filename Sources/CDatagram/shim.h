// Datagrams in batches: what Swift cannot write by itself, since control messages are built by macros. One reason each.
#ifndef TRADEWIND_CDATAGRAM_SHIM_H
#define TRADEWIND_CDATAGRAM_SHIM_H

#include <errno.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#ifndef SOL_UDP
#define SOL_UDP 17
#endif
#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif

// MSG_NOSIGNAL is a case of a C enumeration in Swift, whose type differs per platform.
enum { TW_BATCH = 64, TW_DATAGRAM = 2048, TW_SEND_FLAGS = MSG_DONTWAIT | MSG_NOSIGNAL };

// An address in the layout of ICE.TransportAddress: an IPv4 address fills the upper half of `high`.
typedef struct {
    uint64_t high;
    uint64_t low;
    uint16_t port;
    uint8_t is_ipv6;
} tw_address;

// recvmmsg is hidden behind _GNU_SOURCE, which changes other structures: the system call is made directly.
typedef struct {
    struct msghdr msg_hdr;
    unsigned int msg_len;
} tw_message;

typedef struct {
    tw_message headers[TW_BATCH];
    struct iovec vectors[TW_BATCH];
    struct sockaddr_storage sources[TW_BATCH];
    unsigned char bytes[TW_BATCH][TW_DATAGRAM];
} tw_batch;

static inline tw_batch *tw_batch_new(void) {
    tw_batch *batch = calloc(1, sizeof *batch);
    if (!batch) return NULL;
    for (int i = 0; i < TW_BATCH; i++) {
        batch->vectors[i] = (struct iovec){batch->bytes[i], TW_DATAGRAM};
        batch->headers[i].msg_hdr.msg_iov = &batch->vectors[i];
        batch->headers[i].msg_hdr.msg_iovlen = 1;
        batch->headers[i].msg_hdr.msg_name = &batch->sources[i];
    }
    return batch;
}

// sockaddr_in's members differ per platform and need casts that Swift makes long.
static inline socklen_t tw_to_sockaddr(tw_address from, struct sockaddr_storage *to) {
    memset(to, 0, sizeof *to);
    if (from.is_ipv6) {
        struct sockaddr_in6 *address = (struct sockaddr_in6 *)to;
        uint64_t high = __builtin_bswap64(from.high), low = __builtin_bswap64(from.low);
        address->sin6_family = AF_INET6;
        address->sin6_port = htons(from.port);
        memcpy(&address->sin6_addr, &high, 8);
        memcpy((unsigned char *)&address->sin6_addr + 8, &low, 8);
        return sizeof *address;
    }
    struct sockaddr_in *address = (struct sockaddr_in *)to;
    address->sin_family = AF_INET;
    address->sin_port = htons(from.port);
    address->sin_addr.s_addr = htonl((uint32_t)(from.high >> 32));
    return sizeof *address;
}

static inline tw_address tw_from_sockaddr(const struct sockaddr_storage *from) {
    tw_address to = {0, 0, 0, 0};
    if (from->ss_family == AF_INET6) {
        const struct sockaddr_in6 *address = (const struct sockaddr_in6 *)from;
        memcpy(&to.high, &address->sin6_addr, 8);
        memcpy(&to.low, (const unsigned char *)&address->sin6_addr + 8, 8);
        to.high = __builtin_bswap64(to.high);
        to.low = __builtin_bswap64(to.low);
        to.port = ntohs(address->sin6_port);
        to.is_ipv6 = 1;
    } else {
        const struct sockaddr_in *address = (const struct sockaddr_in *)from;
        to.high = (uint64_t)ntohl(address->sin_addr.s_addr) << 32;
        to.port = ntohs(address->sin_port);
    }
    return to;
}

// Receives up to TW_BATCH datagrams without waiting; the count, or -1 with errno.
static inline int tw_batch_receive(int fd, tw_batch *batch) {
    for (int i = 0; i < TW_BATCH; i++) batch->headers[i].msg_hdr.msg_namelen = sizeof batch->sources[i];
    return (int)syscall(SYS_recvmmsg, fd, batch->headers, TW_BATCH, MSG_DONTWAIT, NULL);
}

// Fixed arrays in C structures are tuples in Swift: these find one element.
static inline unsigned char *tw_batch_bytes(tw_batch *batch, int i) { return batch->bytes[i]; }
static inline int tw_batch_length(const tw_batch *batch, int i) {
    return batch->headers[i].msg_hdr.msg_flags & MSG_TRUNC ? 0 : (int)batch->headers[i].msg_len;
}
static inline tw_address tw_batch_source(const tw_batch *batch, int i) { return tw_from_sockaddr(&batch->sources[i]); }

// CMSG_FIRSTHDR and its kin are macros: one send that the kernel cuts into datagrams of `segment` bytes.
static inline ssize_t tw_send_burst(int fd, const void *bytes, size_t length, uint16_t segment, tw_address to) {
    struct sockaddr_storage address;
    socklen_t address_length = tw_to_sockaddr(to, &address);
    if (segment >= length) return sendto(fd, bytes, length, MSG_DONTWAIT, (struct sockaddr *)&address, address_length);
    struct iovec vector = {(void *)bytes, length};
    union {
        char bytes[CMSG_SPACE(sizeof(uint16_t))];
        struct cmsghdr header;
    } control;
    memset(&control, 0, sizeof control);
    struct msghdr message = {
        .msg_name = &address,
        .msg_namelen = address_length,
        .msg_iov = &vector,
        .msg_iovlen = 1,
        .msg_control = control.bytes,
        .msg_controllen = sizeof control.bytes,
    };
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_UDP;
    header->cmsg_type = UDP_SEGMENT;
    header->cmsg_len = CMSG_LEN(sizeof(uint16_t));
    memcpy(CMSG_DATA(header), &segment, sizeof segment);
    return sendmsg(fd, &message, MSG_DONTWAIT);
}

// iovec wants pointers to what is const: segments as frames of RFC 4571, two bytes of length before each, by one call;
// the bytes that were taken, or -1 with errno. What is beyond TW_BATCH segments is left.
static inline ssize_t tw_send_frames(int fd, const void *bytes, size_t length, uint16_t segment) {
    struct iovec vectors[2 * TW_BATCH];
    size_t last = length % segment ? length % segment : segment;
    uint16_t whole_header = htons(segment), last_header = htons((uint16_t)last);
    size_t start = 0, count = 0;
    for (; start < length && count < 2 * TW_BATCH; start += segment) {
        int is_last = length - start <= segment;
        vectors[count++] = (struct iovec){is_last ? &last_header : &whole_header, sizeof(uint16_t)};
        vectors[count++] = (struct iovec){(char *)bytes + start, is_last ? last : segment};
    }
    struct msghdr message = {.msg_iov = vectors, .msg_iovlen = count};
    return sendmsg(fd, &message, TW_SEND_FLAGS);
}

// accept4 is hidden behind _GNU_SOURCE: a connection that never waits, and where it is from; or -1 with errno.
static inline int tw_accept(int fd, tw_address *from) {
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    memset(&address, 0, sizeof address);
    int connection =
        (int)syscall(SYS_accept4, fd, (struct sockaddr *)&address, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (connection >= 0) *from = tw_from_sockaddr(&address);
    return connection;
}

// epoll_pwait2 waits to the nanosecond, but the C library may be older than the kernel: where either lacks it, milliseconds
// have to do, rounded up.
static inline int tw_wait(int epoll, struct epoll_event *events, int count, int64_t nanoseconds) {
#ifdef SYS_epoll_pwait2
    static int is_missing;
    if (!is_missing) {
        struct timespec left = {nanoseconds / 1000000000, nanoseconds % 1000000000};
        int ready = (int)syscall(SYS_epoll_pwait2, epoll, events, count, &left, NULL, 0);
        if (ready >= 0 || errno != ENOSYS) return ready;
        is_missing = 1;
    }
#endif
    return epoll_wait(epoll, events, count, (int)((nanoseconds + 999999) / 1000000));
}

// IP_MTU_DISCOVER's values are macros: a datagram too long for a narrow path is fragmented, not refused.
static inline void tw_allow_fragments(int fd) {
    int never = IP_PMTUDISC_DONT;
    if (setsockopt(fd, IPPROTO_IP, IP_MTU_DISCOVER, &never, sizeof never) != 0)
        setsockopt(fd, IPPROTO_IPV6, IPV6_MTU_DISCOVER, &never, sizeof never);
}

// SOL_UDP and UDP_SEGMENT may be missing from old headers: whether the kernel knows segmentation.
static inline int tw_cuts_bursts(int fd) {
    int segment = 0;
    socklen_t length = sizeof segment;
    return getsockopt(fd, SOL_UDP, UDP_SEGMENT, &segment, &length) == 0;
}

// bind takes a struct sockaddr *; answers 0, or -1 with errno.
static inline int tw_bind(int fd, tw_address to) {
    struct sockaddr_storage address;
    socklen_t length = tw_to_sockaddr(to, &address);
    return bind(fd, (struct sockaddr *)&address, length);
}

// connect takes a struct sockaddr *; answers 0, or -1 with errno.
static inline int tw_connect(int fd, tw_address to) {
    struct sockaddr_storage address;
    socklen_t length = tw_to_sockaddr(to, &address);
    return connect(fd, (struct sockaddr *)&address, length);
}

// getsockname takes a struct sockaddr *.
static inline tw_address tw_local_address(int fd) {
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    memset(&address, 0, sizeof address);
    getsockname(fd, (struct sockaddr *)&address, &length);
    return tw_from_sockaddr(&address);
}

// sched_setaffinity is hidden behind _GNU_SOURCE: ties the calling thread to one core; answers 0, or -1 with errno.
static inline int tw_pin_thread(int core) {
    unsigned long mask[16] = {0};
    mask[core / (8 * sizeof *mask)] = 1ul << core % (8 * sizeof *mask);
    return (int)syscall(SYS_sched_setaffinity, 0, sizeof mask, mask);
}

#endif
