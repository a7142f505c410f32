internal import RTP
internal import SecureTransport

/// One stream on its way to the server: numbers, counts, and what may have to be sent again.
struct OutgoingTrack {
    /// The stream that repairs this one (RFC 4588).
    struct Repair {
        let ssrc: SSRC
        let payloadType: PayloadType
        var index: Int64 = 0
    }

    let ssrc: SSRC
    private let payloadType: PayloadType
    private var clock: MediaClock
    private var repair: Repair?
    /// Roll-over counter × 65,536 + sequence number of the next packet.
    private var nextIndex: Int64
    private var sent = SentPackets()
    private var packets: UInt32 = 0
    private var octets: UInt32 = 0
    private(set) var retransmitted: Int64 = 0

    /// A track whose numbers begin in the lower half of their range, so that the roll-over counter starts at zero.
    init(ssrc: SSRC, payloadType: PayloadType, clock: ClockRate, repair: Repair?, firstNumber: UInt16) {
        self.ssrc = ssrc
        self.payloadType = payloadType
        self.clock = MediaClock(rate: clock)
        self.repair = repair
        nextIndex = Int64(firstNumber & 0x7FFF)
    }

    /// Notes when the moment of a timestamp was, for the reports.
    mutating func setClock(_ timestamp: RTPTimestamp, capturedAt wall: Duration) {
        clock.set(timestamp, capturedAt: wall)
    }

    /// Sends the next packet.
    mutating func send(
        _ payload: [UInt8], timestamp: RTPTimestamp, marker: Bool, over session: ClientSession,
        from buffer: PacketBuffer
    ) {
        let packet = SentPackets.Packet(index: nextIndex, timestamp: timestamp, marker: marker, payload: payload)
        nextIndex += 1
        packets &+= 1
        octets &+= UInt32(payload.count)
        Self.write(packet, as: payloadType, ssrc, over: session, from: buffer)
        sent.keep(packet)
    }

    /// Answers a request for a packet, on the repair stream where there is one.
    mutating func resend(_ number: SequenceNumber, over session: ClientSession, from buffer: PacketBuffer) {
        guard let packet = sent.packet(number, newest: nextIndex - 1) else { return }
        retransmitted += 1
        guard let repair else {
            // The same bytes under the same index: the cipher's nonce is not used for anything else.
            return Self.write(packet, as: payloadType, ssrc, over: session, from: buffer)
        }
        let original = UInt16(truncatingIfNeeded: packet.index)
        var copy = packet
        copy.index = repair.index
        copy.payload = [UInt8(original >> 8), UInt8(truncatingIfNeeded: original)] + packet.payload
        self.repair?.index += 1
        Self.write(copy, as: repair.payloadType, repair.ssrc, over: session, from: buffer)
    }

    private static func write(
        _ packet: SentPackets.Packet, as payloadType: PayloadType, _ ssrc: SSRC,
        over session: ClientSession, from buffer: PacketBuffer
    ) {
        guard let outbound = session.outbound else { return }
        let header = PacketHeader(
            payloadType: payloadType, sequenceNumber: SequenceNumber(wrapping: packet.index),
            timestamp: packet.timestamp, ssrc: ssrc, marker: packet.marker)
        buffer.withHeader { span in
            let written = header.writeFixedPart(hasExtensions: false, into: &span)
            precondition(written, "The packet buffer is shorter than an RTP header")
        }
        let length = packet.payload.withUnsafeBytes { payload in
            outbound.sealRTP(
                at: buffer.memory, headerLength: PacketHeader.fixedLength, payload: payload, ssrc: ssrc.rawValue,
                index: UInt64(packet.index))
        }
        session.send(UnsafeRawBufferPointer(start: buffer.memory, count: length))
    }

    /// The sender report of this moment; nil before the first packet.
    func report(wall: NTPTime) -> SenderReport? {
        guard packets > 0, let timestamp = clock.timestamp(at: wall) else { return nil }
        return SenderReport(
            ssrc: ssrc, ntp: wall, timestamp: timestamp, packetCount: packets, octetCount: octets)
    }
}
