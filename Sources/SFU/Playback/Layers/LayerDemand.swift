internal import RTP

/// Which layers of a host's simulcast anybody has use for, so that the host need not send the others.
struct LayerDemand {
    enum Limit {
        static let interval = MediaSpan.milliseconds(200)
        /// A layer that nobody has use for is kept for so long: a browser's encoder begins anew when one comes back, which
        /// costs everybody a third of a second on a small machine (measured).
        static let patience = MediaSpan.seconds(10)
    }

    /// How long a layer is kept that nobody has use for; the show's home has patience for its branches.
    let patience: MediaSpan
    private var next = MediaTime(nanoseconds: 0)
    private var lastUse = InlineArray<3, MediaTime?>(repeating: nil)
    private var told: [Bool] = []

    init(patience: MediaSpan = Limit.patience) {
        self.patience = patience
    }

    /// Looks at all to whom the picture goes from time to time, in this show and in others.
    ///
    /// - Returns: for each layer whether it is wanted, where that is not what it was.
    mutating func update(_ router: Router, count: Int, at now: MediaTime) -> [Bool]? {
        let picture = router.picture
        guard now >= next, count > 1, !picture.everything.isEmpty else { return nil }
        next = now + Limit.interval
        if told.isEmpty || !router.isWatched {
            // The first to come is to have the best at once.
            for layer in 0..<count { lastUse[layer] = now }
        }
        router.eachLayerOfUse(at: now) { lastUse[$0] = now }
        let wanted = (0..<count).map { layer in
            layer == picture.everything[0].layer || lastUse[layer].map { now - $0 <= patience } ?? false
        }
        guard wanted != told else { return nil }
        told = wanted
        return wanted
    }
}

extension Subscription {
    /// Calls `use` for every layer that the viewer has, waits for, would rather have, or may soon have to fall back to.
    func eachLayerOfUse(_ picture: Picture, at now: MediaTime, _ use: (Int) -> Void) {
        guard video.format != nil, layering.selection.lines != 0 else { return }
        if let layer = layering.layer { use(layer) }
        if let next = layering.next { use(next) }
        let way = way(at: now)
        guard let wanted = layering.selection.best(of: picture.everything, on: way) else { return }
        use(wanted.layer)
        guard let way,
            way.loss > LayerSelection.Limit.tightLoss || !way.carries(wanted.rate, headroom: 2),
            let place = picture.everything.firstIndex(of: wanted), place > 0
        else { return }
        use(picture.everything[place - 1].layer)
    }
}
