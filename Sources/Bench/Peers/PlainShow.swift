internal import ICE
internal import PacketIO
internal import RTP
internal import TradewindClient

/// The measured show as plain RTP (RFC 3550), for servers that take it without a session.
actor PlainShow {
    private enum Limit {
        /// A report every so many frames tells the server where its own control goes to.
        static let reportFrames = 30
        static let report = 64
    }

    private struct Line {
        var destination: TransportAddress
        var type: PayloadType
        var ssrc: SSRC
        var sequence: UInt16 = 0
    }

    private let socket: DatagramSocket
    private let batch = DatagramBatch()
    private let control: TransportAddress
    private var video: Line
    private var audio: Line
    private var frames = 0
    private let requests = KeyFrameRequests()

    /// - Parameter settings: where Janus on this machine takes picture and sound.
    init(_ settings: JanusSettings) throws(SystemError) {
        func local(_ port: UInt16) -> TransportAddress { TransportAddress(ipv4: 0x7F00_0001, port: port) }
        socket = try DatagramSocket(family: .ipv4, buffer: DatagramSocket.Limit.serverBuffer)
        control = local(settings.control)
        video = Line(
            destination: local(settings.video), type: PayloadType(lowBitsOf: JanusSettings.videoType),
            ssrc: SSRC(rawValue: 1))
        audio = Line(
            destination: local(settings.audio), type: PayloadType(lowBitsOf: JanusSettings.audioType),
            ssrc: SSRC(rawValue: 2))
    }

    nonisolated func takeKeyFrameRequest() -> Bool {
        requests.take()
    }

    func sendVideo(_ payloads: [[UInt8]], timestamp: UInt32) {
        if frames % Limit.reportFrames == 0 { report() }
        frames += 1
        readControl()
        for (position, payload) in payloads.enumerated() {
            send(payload, timestamp, isLast: position == payloads.count - 1, on: &video)
        }
    }

    func sendAudio(_ payload: [UInt8], timestamp: UInt32) {
        send(payload, timestamp, isLast: false, on: &audio)
    }

    private func send(_ payload: [UInt8], _ timestamp: UInt32, isLast: Bool, on line: inout Line) {
        let header = PacketHeader(
            payloadType: line.type, sequenceNumber: SequenceNumber(rawValue: line.sequence),
            timestamp: RTPTimestamp(rawValue: timestamp), ssrc: line.ssrc, marker: isLast)
        var packet = [UInt8](repeating: 0, count: PacketHeader.fixedLength)
        var span = packet.mutableSpan
        _ = header.writeFixedPart(hasExtensions: false, into: &span)
        packet += payload
        line.sequence &+= 1
        packet.withUnsafeBytes { _ = socket.send($0, to: line.destination) }
    }

    private func report() {
        var bytes = [UInt8](repeating: 0, count: Limit.report)
        var writer = RTCPWriter()
        var span = bytes.mutableSpan
        let blocks: [ReportBlock] = []
        _ = writer.appendReceiverReport(from: video.ssrc, blocks: blocks.span, into: &span)
        bytes[..<writer.length].withUnsafeBytes { _ = socket.send($0, to: control) }
    }

    private func readControl() {
        _ = socket.receive(into: batch) { datagram, _ in
            var reader = RTCPReader()
            while let packet = reader.next(in: datagram.span) {
                switch packet {
                case .pictureLoss, .fullIntra: requests.note()
                default: break
                }
            }
        }
    }
}
