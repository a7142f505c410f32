internal import RTP

/// Where else a slot's picture and sound go: a slot of another show, or the same slot on another worker.
protocol SlotMirror: AnyObject {
    /// Whether anybody there sees the picture.
    var isWatched: Bool { get }

    /// Takes a packet that the slot has taken; calls `touched` for each slot that has to be flushed.
    func mirror(
        _ incoming: Publisher.Incoming, from source: any PictureSource, at now: MediaTime, touched: (Router) -> Void)
    /// Learns what a report of the host's says of one stream.
    func reported(
        _ kind: MediaKind, layer: Int, _ timestamp: RTPTimestamp, _ wall: NTPTime, from source: any PictureSource,
        at now: MediaTime)
    /// What comes of this kind next begins anew.
    func interrupt(_ kind: MediaKind)
    func remove(_ source: any PictureSource)
    func eachLayerOfUse(at now: MediaTime, _ use: (Int) -> Void)
}
