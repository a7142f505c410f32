/// What can go wrong between the drawn scene and the coded stream.
package enum SyntheticCameraError: Error, Hashable, CustomStringConvertible {
    /// A library refused to start with our settings; `reason` is its own text.
    case coderNotStarted(Coder, reason: String)
    /// A library failed on one frame; the next may succeed.
    case frameNotCoded(Coder, reason: String)

    package enum Coder: String, Sendable {
        case vp8 = "libvpx (VP8)"
        case opus = "libopus (Opus)"
    }

    package var description: String {
        switch self {
        case .coderNotStarted(let coder, let reason):
            "\(coder.rawValue) did not start: \(reason). Check that the installed library is the packaged one."
        case .frameNotCoded(let coder, let reason):
            "\(coder.rawValue) could not code a frame: \(reason)."
        }
    }
}
