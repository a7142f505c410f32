internal import CDatagram
internal import Glibc
internal import ICE
internal import RTP

/// One TCP connection whose frames are datagrams (RFC 4571).
///
/// What the kernel does not take is dropped, as UDP would drop it; only a frame that it took half of is kept and
/// finished, so that the next one begins where the peer expects it.
final class FramedConnection {
    /// What becomes of a packet.
    enum Fate {
        case handedOn
        case passedOver
        /// No session sends it: the connection is to be closed.
        case fatal
    }

    let descriptor: Int32
    let peer: TransportAddress
    let accepted: MediaTime
    /// Whether a session of ours was found to be at its other end.
    var isProven = false
    /// Whether its owner is to be told when the kernel takes bytes again.
    var waitsForRoom = false
    /// Checks that came before it was proven.
    private var early = 0
    private var reader = FrameReader()
    /// What is left of a frame that the kernel took half of.
    private var rest: [UInt8] = []

    init(_ descriptor: Int32, from peer: TransportAddress, at now: MediaTime) {
        self.descriptor = descriptor
        self.peer = peer
        accepted = now
    }

    deinit {
        Glibc.close(descriptor)
    }

    // MARK: In

    /// Reads once; false where the connection is over.
    func fill() -> Bool {
        let room = reader.room()
        let count = read(descriptor, room.baseAddress, room.count)
        guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) }
        reader.filled(count)
        return true
    }

    func next() throws(FrameReader.Failure) -> UnsafeMutableBufferPointer<UInt8>? {
        try reader.next()
    }

    /// Checks are handed on until one was right, then whatever sessions are made of.
    ///
    /// A client that connects anew may go on with its media at once: that is passed over until its next check.
    func fate(of packet: UnsafeMutableBufferPointer<UInt8>) -> Fate {
        let kind = DatagramKind(of: packet.span)
        if kind == .unknown { return .fatal }
        if isProven { return .handedOn }
        guard kind == .stun else { return .passedOver }
        early += 1
        return early <= FramedConnections.Limit.checks ? .handedOn : .fatal
    }

    // MARK: Out

    /// Whether half a frame waits for the kernel to take the rest.
    var isBlocked: Bool { !rest.isEmpty }

    /// Sends segments, the last one possibly shorter, as a frame each; false where any is dropped.
    func send(_ burst: UnsafeRawBufferPointer, segment: Int) -> Bool {
        sendRest()
        guard rest.isEmpty, !burst.isEmpty else { return false }
        let frames = (burst.count + segment - 1) / segment
        let taken = tw_send_frames(descriptor, burst.baseAddress, burst.count, UInt16(min(segment, burst.count)))
        // An error of the connection is reported by the poller as well, and ends it there.
        guard taken >= 0 else { return false }
        guard taken < burst.count + 2 * frames else { return true }
        let cut = taken / (segment + 2)
        keepRest(of: burst, from: cut * segment, segment: segment, without: taken % (segment + 2))
        return isBlocked && cut == frames - 1
    }

    /// Goes on with the frame that was cut.
    func sendRest() {
        guard !rest.isEmpty else { return }
        let count = Glibc.send(descriptor, rest, rest.count, Int32(TW_SEND_FLAGS))
        if count > 0 { rest.removeFirst(count) }
    }

    /// Keeps what the kernel did not take of the frame around the segment at `start`.
    private func keepRest(of burst: UnsafeRawBufferPointer, from start: Int, segment: Int, without taken: Int) {
        guard taken > 0 else { return }
        let end = min(start + segment, burst.count)
        if taken == 1 { rest.append(UInt8(truncatingIfNeeded: end - start)) }
        rest.append(contentsOf: burst[(start + max(0, taken - 2))..<end])
    }
}
