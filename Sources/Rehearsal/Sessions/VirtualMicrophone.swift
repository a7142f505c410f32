package import RTP
package import SFU

/// A host's sound: Opus every 20 ms, alone or with earlier packets in each (RFC 2198), sent again where it is asked for.
package struct VirtualMicrophone {
    package static let ssrc = SSRC(rawValue: 1_100)
    package static let interval = MediaSpan.milliseconds(20)
    private static let opus: UInt8 = 111
    private static let red: UInt8 = 63

    /// How many packets before it each one carries.
    package var earlier: Int
    package var acceptsNACK = false
    /// Whether a packet comes through when it is first sent, again and again.
    package var arrives = [true]
    /// How loud each packet says that it is, in decibels below full scale (RFC 6464); nil where it does not.
    package var level: UInt8?
    /// How many packets there were.
    package private(set) var count = 0
    package private(set) var requests = 0
    /// The largest share of packets that the server reported lost, in 256ths.
    package private(set) var reportedLoss: UInt8 = 0
    private var sealed: [UInt16: [UInt8]] = [:]

    package init(earlier: Int) {
        self.earlier = earlier
    }

    package var description: PublisherDescription.Stream {
        let (opus, red) = (PayloadType(lowBitsOf: Self.opus), PayloadType(lowBitsOf: Self.red))
        return PublisherDescription.Stream(
            kind: .audio, codecs: [opus: .opus], retransmissions: [:], redundancies: earlier > 0 ? [red: opus] : [:],
            ssrc: nil, retransmissionSSRC: nil, acceptsNACK: acceptsNACK)
    }

    /// What the packet at a place holds: that place, in as many bytes as it happens to need.
    package static func payload(_ place: Int) -> [UInt8] {
        [0x78, UInt8(place >> 8), UInt8(truncatingIfNeeded: place)] + [UInt8](repeating: 0xAA, count: place % 7)
    }

    /// Whether the packet that was made last comes through.
    package var lastArrives: Bool { arrives[(count - 1) % arrives.count] }

    /// The next packet, before it is sealed; its numbers wrap after the first hundred.
    package mutating func next() -> [UInt8] {
        defer { count += 1 }
        let (number, time) = (UInt16(truncatingIfNeeded: 65_436 + count), UInt32(4_000 + 960 * count))
        var packet = [
            level == nil ? 0x80 : 0x90, earlier > 0 ? Self.red : Self.opus, UInt8(number >> 8),
            UInt8(truncatingIfNeeded: number),
        ]
        for word in [time, Self.ssrc.rawValue] {
            packet += stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
        }
        // One element: id 1, one byte, speech or not and the level.
        if let level { packet += [0xBE, 0xDE, 0, 1, 0x10, 0x80 | level, 0, 0] }
        guard earlier > 0 else { return packet + Self.payload(count) }
        let places = max(0, count - earlier)..<count
        for place in places {
            let (offset, length) = (UInt32(960 * (count - place)), UInt32(Self.payload(place).count))
            let head = UInt32(0x80 | Self.opus) << 24 | offset << 10 | length
            packet += stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: head >> UInt32($0)) }
        }
        return packet + [Self.opus] + places.flatMap(Self.payload) + Self.payload(count)
    }

    /// Keeps the sealed packet that was made last.
    package mutating func keep(_ datagram: [UInt8]) {
        sealed[datagram.span.uint16(at: 2)] = datagram
    }

    /// Reads what the server says; the sealed packets that it asks for.
    package mutating func receive(_ control: [UInt8]) -> [[UInt8]] {
        var reader = RTCPReader()
        var wanted: [[UInt8]] = []
        while let packet = reader.next(in: control.span) {
            switch packet {
            case .genericNack(let nack) where nack.sources.media == Self.ssrc:
                nack.forEachMissing(in: control.span) { number in
                    requests += 1
                    if let datagram = sealed[number.rawValue] { wanted.append(datagram) }
                }
            case .receiverReport(let report):
                for index in 0..<report.blocks.count {
                    let block = report.blocks.block(index, in: control.span)
                    if block.ssrc == Self.ssrc { reportedLoss = max(reportedLoss, block.fractionLost) }
                }
            default: break
            }
        }
        return wanted
    }
}
