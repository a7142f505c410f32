package import ICE
package import RTP
package import SFU
package import SecureTransport

/// A client's end of a session, after its handshake.
package struct VirtualEnd {
    package let name: String
    package let address: TransportAddress
    private var outbound: OutboundProtection?
    private var inbound: InboundProtection?
    private let server: Credentials
    private let client = Credentials(usernameFragment: "peer", password: "lkjihgfedcba9876543210")
    private var indices: [UInt32: UInt64] = [:]

    /// An end at a port of an address for documentation (RFC 5737).
    package init(port: UInt16, name: String) {
        self.init(at: TransportAddress(ipv4: 0xC000_0201, port: port), name: name)
    }

    package init(at address: TransportAddress, name: String) {
        self.name = name
        self.address = address
        server = Credentials(usernameFragment: name, password: "0123456789abcdefghijkl")
    }

    package func transport(_ context: DTLSContext) -> TransportDescription {
        TransportDescription(local: server, remote: client, fingerprint: context.certificate.fingerprint)
    }

    /// Does the handshake with the server.
    ///
    /// - Parameter exchange: delivers a datagram from an address, and gives the answers.
    package mutating func connect(
        context: DTLSContext, to server: DTLSContext, at now: MediaTime,
        exchange: ([UInt8], TransportAddress) -> [[UInt8]]
    ) throws {
        let client = try DTLSConnection(
            context: context, role: .client, fingerprint: server.certificate.fingerprint)
        _ = exchange(check(at: now), address)
        client.start()
        for _ in 0..<8 {
            for datagram in client.takeOutgoing() {
                for answer in exchange(datagram, address) { client.receive(answer) }
            }
        }
        guard case .connected(let keys) = client.state else { preconditionFailure("our own sides agree") }
        outbound = try OutboundProtection(keys.profile, master: keys.local)
        inbound = try InboundProtection(keys.profile, master: keys.remote)
    }

    package func check(at now: MediaTime) -> [UInt8] {
        var agent = ControllingAgent(
            local: client, remote: server, randomBytes: Array(0..<8), now: .nanoseconds(now.nanoseconds))
        guard let check = agent.check(now: .nanoseconds(now.nanoseconds), authenticator: hmacSHA1) else {
            preconditionFailure("a new agent checks at once")
        }
        return check
    }

    /// Seals RTP whose number is the next of its stream, and RTCP as it is.
    package mutating func seal(_ packet: [UInt8], isControl: Bool = false) -> [UInt8] {
        guard let outbound else { preconditionFailure("the handshake is done") }
        var sealed = packet + [UInt8](repeating: 0, count: OutboundProtection.maximumOverhead)
        let header = isControl ? nil : PacketHeader(parsing: packet.span)
        if let header {
            let ssrc = header.ssrc.rawValue
            indices[ssrc] = (indices[ssrc] ?? UInt64(header.sequenceNumber.rawValue) - 1) + 1
        }
        let index = header.flatMap { indices[$0.ssrc.rawValue] } ?? 0
        let length = sealed.withUnsafeMutableBytes { room in
            guard let base = room.baseAddress else { preconditionFailure("a packet has bytes") }
            guard let header else { return outbound.sealRTCP(at: base, length: packet.count) }
            return outbound.sealRTP(
                at: base, headerLength: header.length,
                payload: UnsafeRawBufferPointer(rebasing: room[header.length..<packet.count]),
                ssrc: header.ssrc.rawValue, index: index)
        }
        return Array(sealed[..<length])
    }

    /// Opens a datagram of media or control; empty for anything else.
    package func open(_ datagram: [UInt8]) -> [UInt8] {
        var bytes = datagram
        let kind = DatagramKind(of: datagram.span)
        let headerLength = PacketHeader.length(ofSealed: datagram.span) ?? 0
        let length = bytes.withUnsafeMutableBytes { room -> Int? in
            switch kind {
            case .rtp: try? inbound?.openRTP(room, headerLength: headerLength)
            case .rtcp: try? inbound?.openRTCP(room)
            default: nil
            }
        }
        return length.map { Array(bytes[..<$0]) } ?? []
    }
}
