internal import RTP

/// One stream that a host sends: sound, picture, or one layer of a picture.
struct Producer {
    /// A sender report of the host, and when it came.
    struct Report {
        var ntp: NTPTime
        var timestamp: RTPTimestamp
        var arrival: MediaTime
        /// How often the host's clock had been set by then.
        var setting: Int
    }

    let description: PublisherDescription.Stream
    /// The place among the layers of a simulcast; 0 without one.
    let layer: Int
    var ssrc: SSRC?
    var retransmissionSSRC: SSRC?
    var codec: MediaCodec?
    var unwrapper = SequenceUnwrapper()
    var missing: MissingPackets
    var arrivals = RecentArrivals()
    var statistics: ReceptionStatistics
    var report: Report?
    var size: PictureSize?
    var frames = 0
    var lastMedia: MediaTime?
    /// Whether what a decoder needs beside pictures came: H.264 sends it in units of its own.
    var hasParameters = false
    var keyFrames = KeyFrameRequester()
    var descriptors = DependencyDescriptorReader()

    init(_ description: PublisherDescription.Stream, layer: Int = 0) {
        self.description = description
        self.layer = layer
        ssrc = description.ssrc
        retransmissionSSRC = description.retransmissionSSRC
        missing = MissingPackets(description.kind)
        statistics = ReceptionStatistics(clock: description.kind == .video ? .video : .opus)
    }

    /// The picture's shorter side, in pixels; 0 while unknown.
    var lines: Int { size?.lines ?? 0 }

    /// Whether packets came a moment before.
    func comes(at now: MediaTime) -> Bool {
        lastMedia.map { now - $0 < Track.Limit.silence } ?? false
    }

    /// What a packet of this payload type and source is to this stream.
    enum Match {
        case media(MediaCodec)
        /// Sound with earlier packets in it, all of that payload type.
        case redundant(PayloadType)
        /// A retransmission of a packet with that payload type.
        case retransmission(PayloadType)
    }

    /// Finds out whether a packet belongs here.
    ///
    /// A source nobody announced is taken by its payload type (OBS announces none), a layer of a simulcast by its name.
    ///
    /// - Parameter name: the layer that the packet says it belongs to, or repairs.
    func match(_ header: PacketHeader, name: String?) -> Match? {
        if let original = description.retransmissions[header.payloadType] {
            return belongs(header.ssrc, to: retransmissionSSRC, name: name) ? .retransmission(original) : nil
        }
        if let repeated = description.redundancies[header.payloadType] {
            return belongs(header.ssrc, to: ssrc, name: name) ? .redundant(repeated) : nil
        }
        guard let codec = description.codecs[header.payloadType] else { return nil }
        return belongs(header.ssrc, to: ssrc, name: name) ? .media(codec) : nil
    }

    /// Whether a source is known to be this stream's.
    func knows(_ source: SSRC) -> Bool {
        ssrc == source || retransmissionSSRC == source
    }

    private func belongs(_ source: SSRC, to known: SSRC?, name: String?) -> Bool {
        if let known { return known == source }
        return description.layers.isEmpty || name == description.layers[layer]
    }
}
