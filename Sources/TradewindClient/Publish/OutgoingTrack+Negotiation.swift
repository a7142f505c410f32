internal import RTP
internal import SDP
internal import SecureTransport

extension OutgoingTrack {
    /// The picture's tracks, in the order of the layers; nil for a layer that the server does not take.
    ///
    /// A server that takes no layers is sent the highest one as if there were no others.
    static func video(_ names: StreamNames, as track: NegotiatedTrack) -> [OutgoingTrack?] {
        guard !names.layers.isEmpty else { return names.video.map { OutgoingTrack($0, as: track) } }
        return zip(names.layers, names.video).map { layer, stream in
            if track.layers.contains(layer) { return OutgoingTrack(stream, as: track, mid: track.mid, layer: layer) }
            guard track.layers.isEmpty, layer == names.layers.last else { return nil }
            return OutgoingTrack(stream, as: track, mid: track.mid)
        }
    }

    /// A track as offer and answer agreed on it; nil without a format.
    ///
    /// - Parameters:
    ///   - mid: carried by each packet of a stream that the offer did not declare (RFC 9143, section 9.2).
    ///   - layer: carried by each packet of a layer, and by its repairs (RFC 8852).
    init?(_ stream: OutgoingStream, as track: NegotiatedTrack, mid: Mid? = nil, layer: StreamID? = nil) {
        guard let format = track.formats.first else { return nil }
        let section = (track.extensions[.mid], mid?.rawValue)
        func packets(_ ssrc: SSRC, _ payloadType: PayloadType, _ uri: HeaderExtensionURI) -> PacketStream {
            PacketStream(ssrc, payloadType, labels: [section, (track.extensions[uri], layer?.rawValue)])
        }
        var repair: PacketStream?
        if let payloadType = format.retransmission, let ssrc = stream.retransmission {
            repair = packets(ssrc, payloadType, .repairedRID)
        }
        self.init(
            packets(stream.ssrc, format.payloadType, .rid), repair: repair, clock: format.codec.clockRate,
            firstNumber: randomBytes(2).reduce(0) { $0 << 8 | UInt16($1) })
    }
}
