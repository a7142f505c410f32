extension RTCPWriter {
    /// Appends transport-wide feedback and returns how many packets it tells of.
    ///
    /// It stops before an arrival too far from the one before for sixteen bits of delta, and where the buffer is full;
    /// the rest is for another packet.
    /// - Parameters:
    ///   - first: the number of the packet that `arrivals` begins with.
    ///   - arrivals: one per packet, nil for those that did not arrive; where none has, nothing is written.
    ///   - feedbackNumber: one more than in the feedback before.
    package mutating func appendTransportFeedback(
        _ sources: FeedbackSources, first: SequenceNumber, arrivals: Span<FeedbackTime?>, feedbackNumber: UInt8,
        into bytes: inout MutableSpan<UInt8>
    ) -> Int {
        var begin = 0
        while begin < arrivals.count, arrivals[begin] == nil { begin += 1 }
        guard begin < arrivals.count, let start = arrivals[begin] else { return 0 }
        let room = bytes.count - length - RTCPHeader.length - TransportFeedback.fixedLength
        // Floor division, so that the first delta is never negative.
        let reference = start.rawValue >> 8
        let count = Self.fittingPackets(arrivals, reference: reference, room: room)
        guard count > 0 else { return 0 }
        guard
            let control = beginFeedback(
                .transportFeedback, format: FeedbackFormat.transportWide, sources,
                control: (TransportFeedback.fixedLength + room) & ~3 - FeedbackSources.length, into: &bytes)
        else { return 0 }
        bytes.store(first.rawValue, at: control)
        bytes.store(UInt16(count), at: control + 2)
        bytes.storeLow24(UInt32(truncatingIfNeeded: reference), at: control + 4)
        bytes[control + 7] = feedbackNumber

        let told = arrivals.extracting(..<count)
        let chunks = control + 8
        let deltas = Self.writeChunks(told, reference: reference, at: chunks, into: &bytes)
        var end = Self.writeDeltas(told, reference: reference, at: deltas, into: &bytes)
        let body = control - FeedbackSources.length
        while (end - body) % 4 != 0 {
            bytes[end] = 0
            end += 1
        }
        shorten(packetAt: body, body: end - body, in: &bytes)
        return count
    }

    /// How many packets surely fit: their deltas, a chunk for every seven, and padding.
    private static func fittingPackets(_ arrivals: Span<FeedbackTime?>, reference: Int64, room: Int) -> Int {
        var deltaBytes = 0
        var time = reference * FeedbackTime.stepsPerReference
        let most = min(arrivals.count, TransportFeedback.mostPackets)
        for index in 0..<most {
            if let arrival = arrivals[index] {
                guard let status = FeedbackStatus(deltaSteps: arrival.rawValue - time) else { return index }
                deltaBytes += status.deltaBytes
                time = arrival.rawValue
            }
            let chunkBytes = 2 * (index / FeedbackChunk.twoBitSymbols + 1)
            if deltaBytes + chunkBytes + 3 > room { return index }
        }
        return most
    }

    private static func writeDeltas(
        _ arrivals: Span<FeedbackTime?>, reference: Int64, at start: Int, into bytes: inout MutableSpan<UInt8>
    ) -> Int {
        var offset = start
        var time = reference * FeedbackTime.stepsPerReference
        for index in arrivals.indices {
            guard let arrival = arrivals[index] else { continue }
            let delta = arrival.rawValue - time
            time = arrival.rawValue
            if FeedbackStatus(deltaSteps: delta) == .smallDelta {
                bytes[offset] = UInt8(truncatingIfNeeded: delta)
                offset += 1
            } else {
                bytes.store(UInt16(truncatingIfNeeded: delta), at: offset)
                offset += 2
            }
        }
        return offset
    }

    private static func writeChunks(
        _ arrivals: Span<FeedbackTime?>, reference: Int64, at start: Int, into bytes: inout MutableSpan<UInt8>
    ) -> Int {
        var encoder = FeedbackChunkEncoder()
        var offset = start
        var time = reference * FeedbackTime.stepsPerReference
        for index in arrivals.indices {
            var status = FeedbackStatus.notReceived
            if let arrival = arrivals[index] {
                status = FeedbackStatus(deltaSteps: arrival.rawValue - time) ?? .largeDelta
                time = arrival.rawValue
            }
            if let chunk = encoder.append(status) {
                bytes.store(chunk.rawValue, at: offset)
                offset += 2
            }
        }
        if let chunk = encoder.flush() {
            bytes.store(chunk.rawValue, at: offset)
            offset += 2
        }
        return offset
    }
}
