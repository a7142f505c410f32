import CongestionControl
import RTP
import Rehearsal
import SFU

/// A viewer that reads what is sent to it, and tells what of it comes through its link.
struct VirtualViewer {
    /// A packet of the picture as the server sent it.
    struct Packet {
        var at: MediaTime
        var number: Int64
        var timestamp: UInt32
        var marker: Bool
        var isKey: Bool
        var startsFrame: Bool
        var counters: VP8Counters
        var temporal: UInt8
        /// The layer it was made from.
        var layer: UInt8
        var bytes: Int
    }

    /// A packet of sound as the server sent it.
    struct Sound {
        var number: Int64
        var timestamp: UInt32
        var payload: [UInt8]
    }

    static let identity = StreamIdentity(
        video: SSRC(rawValue: 10), videoRetransmission: SSRC(rawValue: 11), videoProtection: SSRC(rawValue: 13),
        audio: SSRC(rawValue: 12), canonicalName: "show")
    private static let transportSequence = HeaderExtensionID(rawValue: 3)

    var end: VirtualEnd
    var down: EmulatedLink
    var up: EmulatedLink
    private(set) var packets: [Packet] = []
    private(set) var sound: [Sound] = []
    /// The numbers of the picture's packets that came, at first or again; how many came again, and how many were sent so.
    private(set) var there: Set<UInt16> = []
    private(set) var repairsSent = 0
    /// What the packets brought, by the transport's number.
    private var brought: [SequenceNumber: UInt16] = [:]
    private var recorder = TransportFeedbackRecorder()
    private var unwrapper = SequenceUnwrapper()
    private var soundUnwrapper = SequenceUnwrapper()

    init(end: VirtualEnd, down: LinkScript, up: LinkScript, at now: MediaTime) {
        self.end = end
        self.down = EmulatedLink(down, seed: 1, start: now)
        self.up = EmulatedLink(up, seed: 2, start: now)
    }

    static func description(_ transport: TransportDescription) -> ViewerDescription {
        func type(_ number: UInt8) -> PayloadType { PayloadType(lowBitsOf: number) }
        return ViewerDescription(
            transport: transport,
            slots: [
                ViewerDescription.Slot(formats: [
                    ViewerDescription.Format(codec: .vp8, payloadType: type(96), retransmission: type(97)),
                    ViewerDescription.Format(codec: .opus, payloadType: type(111), retransmission: nil),
                ])
            ],
            extensions: ViewerExtensions(transportSequence: transportSequence), viewer: nil)
    }

    /// Reads what the server sends; the number that the transport gives it, where it has one.
    mutating func sent(_ datagram: [UInt8], at now: MediaTime) -> SequenceNumber? {
        let bytes = end.open(datagram)
        guard DatagramKind(of: datagram.span) == .rtp, let header = PacketHeader(parsing: bytes.span) else {
            return nil
        }
        if header.ssrc == Self.identity.audio {
            sound.append(
                Sound(
                    number: soundUnwrapper.unwrap(header.sequenceNumber), timestamp: header.timestamp.rawValue,
                    payload: Array(bytes[header.payload])))
        }
        guard let id = Self.transportSequence, let data = header.extensions.find(id, in: bytes.span)
        else { return nil }
        let number = SequenceNumber(rawValue: bytes.span.uint16(at: data.lowerBound))
        brought[number] = header.sequenceNumber.rawValue
        if header.ssrc == Self.identity.videoRetransmission {
            // Padding has no number in it (RFC 4588, section 4).
            brought[number] = header.payload.count > 2 ? bytes.span.uint16(at: header.payload.lowerBound) : nil
            repairsSent += header.payload.count > 2 ? 1 : 0
        }
        if header.ssrc == Self.identity.video,
            let descriptor = VP8PayloadDescriptor(parsing: bytes.span, payload: header.payload)
        {
            packets.append(
                Packet(
                    at: now, number: unwrapper.unwrap(header.sequenceNumber), timestamp: header.timestamp.rawValue,
                    marker: header.marker, isKey: descriptor.startsKeyFrame(in: bytes.span),
                    startsFrame: descriptor.startsFrame,
                    counters: VP8Counters(parsing: bytes.span, payload: header.payload),
                    temporal: descriptor.temporalLayer ?? 0, layer: bytes[header.payload.upperBound - 1],
                    bytes: datagram.count))
        }
        return number
    }

    mutating func arrived(_ number: SequenceNumber, at now: MediaTime) {
        if let packet = brought[number] { there.insert(packet) }
        recorder.record(number, at: now)
    }

    /// The feedback that is due, sealed.
    mutating func feedback(at now: MediaTime) -> [UInt8]? {
        guard recorder.isDue(at: now) else { return nil }
        var bytes = [UInt8](repeating: 0, count: 1_200)
        var writer = RTCPWriter()
        var span = bytes.mutableSpan
        guard
            recorder.appendFeedback(
                at: now, from: SSRC(rawValue: 1), about: Self.identity.video, to: &writer, into: &span)
        else { return nil }
        return end.seal(Array(bytes[..<writer.length]), isControl: true)
    }

    /// The packets of the last so many seconds.
    func latest(_ seconds: Double, before now: MediaTime) -> ArraySlice<Packet> {
        let begin = now - MediaSpan(nanoseconds: Int64(seconds * 1e9))
        return packets[(packets.firstIndex { $0.at > begin } ?? packets.endIndex)...]
    }
}
