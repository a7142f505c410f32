/// The formats Tradewind forwards; it transcodes none of them.
///
/// The raw value is the encoding name of an rtpmap line, compared without regard to case.
package enum MediaCodec: String, Sendable, Hashable, CaseIterable {
    case vp8 = "VP8"
    case vp9 = "VP9"
    case h264 = "H264"
    case av1 = "AV1"
    case opus = "opus"

    package init?(encodingName: some StringProtocol) {
        let name = encodingName.lowercased()
        guard let codec = Self.allCases.first(where: { $0.rawValue.lowercased() == name }) else { return nil }
        self = codec
    }

    @inlinable
    package var kind: MediaKind { self == .opus ? .audio : .video }

    package var clockRate: ClockRate { self == .opus ? .opus : .video }
}
