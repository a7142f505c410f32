internal import RTP

/// Who fills a slot of a show that is at home on another worker.
final class DistantSource: PictureSource {
    struct Description {
        var id: SessionID
        var isStandby: Bool
        var layers: [String]
    }

    let id: SessionID
    let isStandby: Bool
    let layers: ArraySlice<String>
    private(set) var lastMedia: MediaTime?
    private let place: RelayMessage.Place
    private let home: RelayRing
    /// Home may have asked for another worker a moment before, and then waits.
    private var keyFrames = InlineArray<3, KeyFrameRequester>(
        repeating: KeyFrameRequester(
            deafness: KeyFrameRequester.Limit.deafness + KeyFrameRequester.Limit.joinInterval))
    /// When each layer came last.
    private var came = InlineArray<3, MediaTime?>(repeating: nil)

    init(_ description: Description, at place: RelayMessage.Place, home: RelayRing) {
        id = description.id
        isStandby = description.isStandby
        layers = description.layers[...]
        self.place = place
        self.home = home
    }

    /// Notes a packet of it.
    func sent(_ incoming: Publisher.Incoming, at now: MediaTime) {
        lastMedia = now
        if incoming.kind == .video { came[incoming.layer] = now }
        if incoming.startsKeyFrame { keyFrames[incoming.layer].keyFrameArrived(at: now) }
    }

    func wantKeyFrame(_ reason: KeyFrameRequester.Reason, layer: Int?) {
        for each in 0..<max(1, layers.count) where layer == each || layer == nil && comes(each) {
            keyFrames[each].want(reason)
        }
    }

    /// Whether a layer is sent; those that rest would be asked for until somebody wants them.
    private func comes(_ layer: Int) -> Bool {
        guard let lastMedia, let last = came[layer] else { return layer == 0 }
        return lastMedia - last < Track.Limit.silence
    }

    func isDeaf(in layer: Int, at now: MediaTime) -> Bool { keyFrames[layer].isUnheard(at: now) }

    /// At home it was decided already: what is not to be played does not come.
    func isSoundAlone(at now: MediaTime) -> Bool { true }

    func wantLayers(_ wanted: [Bool]) { home.appendSurely(.layers(place, wanted)) }

    /// Passes on which key frames are wanted.
    func tick(at now: MediaTime) {
        for layer in 0..<max(1, layers.count) {
            let isBroken = keyFrames[layer].isBroken
            guard keyFrames[layer].isDue(at: now) else { continue }
            home.appendSurely(.keyFrame(place, isBroken ? .broken : .joined, layer: layer))
        }
    }
}
