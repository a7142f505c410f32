internal import RTP

/// Who fills a slot, as its viewers need to know it: a publisher of this worker's, or one that another worker has.
protocol PictureSource: AnyObject {
    var id: SessionID { get }
    var isStandby: Bool { get }
    /// The names of the layers its picture comes in; empty where it is no simulcast.
    var layers: ArraySlice<String> { get }
    /// When its last packet came.
    var lastMedia: MediaTime? { get }

    /// Asks for a key frame of one layer, or of all.
    func wantKeyFrame(_ reason: KeyFrameRequester.Reason, layer: Int?)
    /// Whether it sends key frames of a layer when it likes and not when it is asked.
    func isDeaf(in layer: Int, at now: MediaTime) -> Bool
    /// Whether there is nothing to wait for before its sound is played.
    func isSoundAlone(at now: MediaTime) -> Bool
    /// Says which of its layers anybody here has use for.
    func wantLayers(_ wanted: [Bool])
}

extension PictureSource {
    func wantKeyFrame(_ reason: KeyFrameRequester.Reason) { wantKeyFrame(reason, layer: nil) }
}
