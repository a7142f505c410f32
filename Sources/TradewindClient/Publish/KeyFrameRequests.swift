internal import Synchronization

/// Whether a key frame was asked for since somebody last looked: noted in a stream's task, taken between two pictures.
///
/// Layers are told apart by their positions in ``PublishSettings/layers``; a picture without layers is at position 0.
public final class KeyFrameRequests: Sendable {
    /// One bit for each layer.
    private let waiting = Atomic<UInt64>(0)

    /// Nobody has asked yet.
    public init() {}

    /// Somebody asks for a layer.
    public func note(_ layer: Int = 0) {
        waiting.bitwiseOr(1 << UInt64(layer), ordering: .relaxed)
    }

    /// Whether somebody asked for a layer since the last call for it.
    public func take(_ layer: Int = 0) -> Bool {
        let bit: UInt64 = 1 << UInt64(layer)
        return waiting.bitwiseAnd(~bit, ordering: .relaxed).oldValue & bit != 0
    }
}
