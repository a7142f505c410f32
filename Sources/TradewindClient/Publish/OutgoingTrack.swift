internal import RTP
internal import SecureTransport

/// One stream on its way to the server: numbers, counts, and what may have to be sent again.
struct OutgoingTrack {
    private let stream: PacketStream
    /// The stream that repairs this one (RFC 4588).
    private let repair: PacketStream?
    private var clock: MediaClock
    /// Roll-over counter × 65,536 + sequence number of the next packet.
    private var nextIndex: Int64
    private var nextRepairIndex: Int64 = 0
    private var sent = SentPackets()
    private var packets: UInt32 = 0
    private var octets: UInt32 = 0
    private var lastCommand: UInt8?
    private(set) var retransmitted: Int64 = 0

    /// A track whose numbers begin in the lower half of their range, so that the roll-over counter starts at zero.
    init(_ stream: PacketStream, repair: PacketStream?, clock: ClockRate, firstNumber: UInt16) {
        self.stream = stream
        self.repair = repair
        self.clock = MediaClock(rate: clock)
        nextIndex = Int64(firstNumber & 0x7FFF)
    }

    var ssrc: SSRC { stream.ssrc }

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
        Self.write(packet, of: stream, over: session, from: buffer)
        sent.keep(packet)
    }

    /// Answers a request for a packet, on the repair stream where there is one.
    mutating func resend(_ number: SequenceNumber, over session: ClientSession, from buffer: PacketBuffer) {
        guard let packet = sent.packet(number, newest: nextIndex - 1) else { return }
        retransmitted += 1
        guard let repair else {
            // The same bytes under the same index: the cipher's nonce is not used for anything else.
            return Self.write(packet, of: stream, over: session, from: buffer)
        }
        let original = UInt16(truncatingIfNeeded: packet.index)
        var copy = packet
        copy.index = nextRepairIndex
        copy.payload = [UInt8(original >> 8), UInt8(truncatingIfNeeded: original)] + packet.payload
        nextRepairIndex += 1
        Self.write(copy, of: repair, over: session, from: buffer)
    }

    private static func write(
        _ packet: SentPackets.Packet, of stream: PacketStream, over session: ClientSession, from buffer: PacketBuffer
    ) {
        guard let outbound = session.outbound else { return }
        let headerLength = stream.writeHeader(of: packet, into: buffer)
        let length = packet.payload.withUnsafeBytes { payload in
            outbound.sealRTP(
                at: buffer.memory, headerLength: headerLength, payload: payload, ssrc: stream.ssrc.rawValue,
                index: UInt64(packet.index))
        }
        session.send(UnsafeRawBufferPointer(start: buffer.memory, count: length))
    }

    /// Takes a demand for a key frame; false for one that was taken before.
    ///
    /// The same command again is the same request again (RFC 5104, section 4.3.1.2).
    mutating func takeFullIntra(command: UInt8) -> Bool {
        guard command != lastCommand else { return false }
        lastCommand = command
        return true
    }

    /// The sender report of this moment; nil before the first packet.
    func report(wall: NTPTime) -> SenderReport? {
        guard packets > 0, let timestamp = clock.timestamp(at: wall) else { return nil }
        return SenderReport(
            ssrc: ssrc, ntp: wall, timestamp: timestamp, packetCount: packets, octetCount: octets)
    }
}
