import RTP

/// Any bytes as an RTCP datagram: every list is walked, and transport feedback is built again from what it told.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    read(UnsafeBufferPointer(start: start, count: count).span) == .max ? 1 : 0
}

/// Walks everything and adds up what it finds, so that no walk is optimised away.
private func read(_ datagram: Span<UInt8>) -> UInt64 {
    let count = datagram.count
    var seen: UInt64 = 0
    var reader = RTCPReader()
    var hasRebuilt = false
    while let packet = reader.next(in: datagram) {
        switch packet {
        case .senderReport(let report):
            for index in 0..<report.blocks.count { seen &+= UInt64(report.blocks.block(index, in: datagram).jitter) }
        case .receiverReport(let report):
            for index in 0..<report.blocks.count { seen &+= UInt64(report.blocks.block(index, in: datagram).jitter) }
        case .sourceDescription(let names):
            names.forEachCanonicalName(in: datagram) { ssrc, range in
                precondition(range.upperBound <= count, "a name lies in its datagram")
                seen &+= UInt64(ssrc.rawValue)
            }
        case .goodbye(let goodbye):
            for index in 0..<goodbye.count { seen &+= UInt64(goodbye.source(index, in: datagram).rawValue) }
        case .genericNack(let nack):
            nack.forEachMissing(in: datagram) { seen &+= UInt64($0.rawValue) }
        case .fullIntra(let request):
            for index in 0..<request.count { seen &+= UInt64(request.entry(index, in: datagram).command) }
        case .bitrateEstimate(let estimate):
            for index in 0..<estimate.count { seen &+= UInt64(estimate.source(index, in: datagram).rawValue) }
        case .transportFeedback(let feedback):
            // One of usual length per datagram, for the sake of speed.
            guard !hasRebuilt, feedback.packetCount <= 1_000 else { continue }
            rebuild(feedback, in: datagram)
            hasRebuilt = true
        case .pictureLoss, .other, .malformed:
            seen &+= 1
        }
    }
    return seen
}

/// Tells again what feedback told, and checks that it reads the same.
private func rebuild(_ feedback: TransportFeedback, in datagram: Span<UInt8>) {
    var arrivals: [FeedbackTime?] = []
    feedback.forEachPacket(in: datagram) { _, time in arrivals.append(time) }
    precondition(arrivals.count == feedback.packetCount, "feedback tells of as many packets as it says")
    guard let start = arrivals.firstIndex(where: { $0 != nil }) else { return }
    let told = Array(arrivals[start...])
    var buffer = [UInt8](repeating: 0, count: 1_200)
    var span = buffer.mutableSpan
    var writer = RTCPWriter()
    let written = writer.appendTransportFeedback(
        feedback.sources, first: feedback.firstSequenceNumber.advanced(by: start), arrivals: told.span,
        feedbackNumber: feedback.feedbackNumber, into: &span)
    precondition(written > 0, "the first arrival can always be told")

    var reader = RTCPReader()
    guard case .transportFeedback(let again) = reader.next(in: buffer.span) else {
        preconditionFailure("what was written is transport feedback")
    }
    var offset: Int64?
    var index = 0
    again.forEachPacket(in: buffer.span) { _, time in
        precondition((time == nil) == (told[index] == nil), "what arrived is told as arrived")
        if let time, let original = told[index] {
            let difference = original.rawValue - time.rawValue
            precondition(offset == nil || offset == difference, "times keep their distances")
            offset = difference
        }
        index += 1
    }
    precondition(index == written, "as many packets are read as were written")
}
