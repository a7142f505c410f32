internal import RTP

/// One stream that a host sends: sound or picture.
struct Producer {
    /// A sender report of the host, and when it came.
    struct Report {
        var ntp: NTPTime
        var timestamp: RTPTimestamp
        var arrival: MediaTime
    }

    let description: PublisherDescription.Stream
    var ssrc: SSRC?
    var retransmissionSSRC: SSRC?
    var codec: MediaCodec?
    var unwrapper = SequenceUnwrapper()
    var missing = MissingPackets()
    var statistics: ReceptionStatistics
    var report: Report?
    var size: PictureSize?
    var frames = 0
    /// Whether what a decoder needs beside pictures came: H.264 sends it in units of its own.
    var hasParameters = false

    init(_ description: PublisherDescription.Stream) {
        self.description = description
        ssrc = description.ssrc
        retransmissionSSRC = description.retransmissionSSRC
        statistics = ReceptionStatistics(clock: description.kind == .video ? .video : .opus)
    }

    /// What a packet of this payload type and source is to this stream.
    enum Match {
        case media(MediaCodec)
        /// A retransmission of a packet with that payload type.
        case retransmission(PayloadType)
    }

    /// Finds out whether a packet belongs here.
    ///
    /// Sources count first; a source nobody announced (OBS and simulcast announce none) is taken by its payload type.
    func match(_ header: PacketHeader) -> Match? {
        if let original = description.retransmissions[header.payloadType] {
            guard retransmissionSSRC == nil || retransmissionSSRC == header.ssrc else { return nil }
            return .retransmission(original)
        }
        guard let codec = description.codecs[header.payloadType] else { return nil }
        guard ssrc == nil || ssrc == header.ssrc else { return nil }
        return .media(codec)
    }
}
