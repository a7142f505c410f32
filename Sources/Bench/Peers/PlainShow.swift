internal import ICE
internal import PacketIO

/// The measured show as plain RTP (RFC 3550), for servers that take it without a session.
actor PlainShow {
    private struct Line {
        var destination: TransportAddress
        var type: UInt8
        var ssrc: UInt32
        var sequence: UInt16 = 0
    }

    private let socket: DatagramSocket
    private var video: Line
    private var audio: Line

    /// - Parameter settings: where Janus on this machine takes picture and sound.
    init(_ settings: JanusSettings) throws(SystemError) {
        func local(_ port: UInt16) -> TransportAddress { TransportAddress(ipv4: 0x7F00_0001, port: port) }
        socket = try DatagramSocket(family: .ipv4, buffer: DatagramSocket.Limit.serverBuffer)
        video = Line(destination: local(settings.video), type: UInt8(JanusSettings.videoType), ssrc: 1)
        audio = Line(destination: local(settings.audio), type: UInt8(JanusSettings.audioType), ssrc: 2)
    }

    func sendVideo(_ payloads: [[UInt8]], timestamp: UInt32) {
        for (position, payload) in payloads.enumerated() {
            send(payload, timestamp, isLast: position == payloads.count - 1, on: &video)
        }
    }

    func sendAudio(_ payload: [UInt8], timestamp: UInt32) {
        send(payload, timestamp, isLast: false, on: &audio)
    }

    private func send(_ payload: [UInt8], _ timestamp: UInt32, isLast: Bool, on line: inout Line) {
        var packet: [UInt8] = [0x80, line.type | (isLast ? 0x80 : 0)]
        packet += withUnsafeBytes(of: line.sequence.bigEndian, Array.init)
        packet += withUnsafeBytes(of: timestamp.bigEndian, Array.init)
        packet += withUnsafeBytes(of: line.ssrc.bigEndian, Array.init)
        packet += payload
        line.sequence &+= 1
        packet.withUnsafeBytes { _ = socket.send($0, to: line.destination) }
    }
}
