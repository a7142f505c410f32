extension RTCPWriter {
    /// Appends a request for missing packets and returns how many of them it names.
    ///
    /// - Parameter missing: in ascending order; not empty. What the buffer has no room for is left for another packet.
    package mutating func appendNack(
        _ sources: FeedbackSources, missing: Span<SequenceNumber>, into bytes: inout MutableSpan<UInt8>
    ) -> Int {
        let room = (bytes.count - length - RTCPHeader.length - FeedbackSources.length) / 4
        guard !missing.isEmpty, room > 0 else { return 0 }
        let most = min(room, missing.count)
        guard
            let start = beginFeedback(
                .transportFeedback, format: FeedbackFormat.genericNack, sources, control: 4 * most, into: &bytes)
        else { return 0 }
        var named = 0
        var entries = 0
        while named < missing.count, entries < most {
            let first = missing[named]
            named += 1
            var mask: UInt16 = 0
            while named < missing.count, case let step = first.distance(to: missing[named]), (1...16).contains(step) {
                mask |= 1 << UInt16(step - 1)
                named += 1
            }
            bytes.store(first.rawValue, at: start + 4 * entries)
            bytes.store(mask, at: start + 4 * entries + 2)
            entries += 1
        }
        let packet = start - FeedbackSources.length
        shorten(packetAt: packet, body: FeedbackSources.length + 4 * entries, in: &bytes)
        return named
    }

    /// Appends a request for a key frame.
    package mutating func appendPictureLoss(
        _ sources: FeedbackSources, into bytes: inout MutableSpan<UInt8>
    ) -> Bool {
        beginFeedback(
            .payloadFeedback, format: FeedbackFormat.pictureLoss, sources, control: 0, into: &bytes) != nil
    }

    /// Appends a demand for a key frame of one stream.
    ///
    /// - Parameter command: one more than in the last new request of this stream; the same when repeated.
    package mutating func appendFullIntra(
        from sender: SSRC, to media: SSRC, command: UInt8, into bytes: inout MutableSpan<UInt8>
    ) -> Bool {
        // The head's media source is unused and zero (RFC 5104, section 4.3.1.2).
        let sources = FeedbackSources(sender: sender, media: SSRC(rawValue: 0))
        guard
            let start = beginFeedback(
                .payloadFeedback, format: FeedbackFormat.fullIntra, sources,
                control: FullIntraRequest.entryLength, into: &bytes)
        else { return false }
        bytes.store(media.rawValue, at: start)
        bytes.store(UInt32(command) << 24, at: start + 4)
        return true
    }

    /// Appends an estimate of the bitrate, rounded down to eighteen significant bits.
    ///
    /// - Parameter media: at most 255 streams.
    package mutating func appendBitrateEstimate(
        _ bitrate: Bitrate, from sender: SSRC, media: Span<SSRC>, into bytes: inout MutableSpan<UInt8>
    ) -> Bool {
        precondition(media.count <= 255, "an estimate names at most 255 streams")
        let sources = FeedbackSources(sender: sender, media: SSRC(rawValue: 0))
        guard
            let start = beginFeedback(
                .payloadFeedback, format: FeedbackFormat.application, sources, control: 8 + 4 * media.count,
                into: &bytes)
        else { return false }
        let exponent = max(0, 46 - bitrate.bitsPerSecond.leadingZeroBitCount)
        let mantissa = UInt32(bitrate.bitsPerSecond >> UInt64(exponent))
        bytes.store(ReceiverEstimatedBitrate.identifier, at: start)
        bytes.store(UInt32(media.count) << 24 | UInt32(exponent) << 18 | mantissa, at: start + 4)
        for index in media.indices {
            bytes.store(media[index].rawValue, at: start + 8 + 4 * index)
        }
        return true
    }
}
