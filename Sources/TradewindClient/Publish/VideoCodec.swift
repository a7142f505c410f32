internal import RTP

/// The video formats a server forwards.
public enum VideoCodec: Hashable, Sendable, CaseIterable {
    case vp8
    case vp9
    case h264
    case av1

    var mediaCodec: MediaCodec {
        switch self {
        case .vp8: .vp8
        case .vp9: .vp9
        case .h264: .h264
        case .av1: .av1
        }
    }
}
