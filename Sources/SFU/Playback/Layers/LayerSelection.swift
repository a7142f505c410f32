internal import RTP

/// Which of the pictures that there are a viewer gets: the best that its way carries and its screen has use for.
struct LayerSelection {
    enum Limit {
        /// What the way must carry beyond a better picture before it is given.
        static let headroom = 1.05
        /// What the way must carry of a picture that is there; a queue pushes the rate below what it carries for a moment.
        static let tolerance = 0.9
        /// Repair takes so many times the share that is lost, and at most as much again as the picture.
        static let repair = 3.0
        static let mostRepair = 1.0
        /// A full queue counts for so long: feedback tells of it in moments.
        static let fullness = MediaSpan.milliseconds(300)
        /// After a step down the next step up waits for so long; longer where the last one did not hold.
        static let pause = MediaSpan.milliseconds(1_000)
        static let longestPause = MediaSpan.seconds(16)
        /// A queue so long holds up the next picture as well: the smallest gets through it first.
        static let longWait = MediaSpan.milliseconds(200)
        /// A way that carries so many times what it did at the last step down is another way.
        static let widened = 2.0
        /// A step up that held for so long was right.
        static let proof = MediaSpan.seconds(5)
        /// A picture with so much less than the wanted lines still fills the screen.
        static let cover = 0.75
        /// Above so much loss a smaller picture is kept at hand.
        static let tightLoss = 0.02
        /// What a new viewer's way is taken to carry.
        static let start = Bitrate.kilobits(2_500)
    }

    /// What is known of the way.
    struct Way {
        var rate: Bitrate
        /// What sound takes of it.
        var sound: Bitrate
        var loss: Double
        /// Whether a queue shows that it carries no more, and how long packets wait in it.
        var isFull: Bool
        var wait: MediaSpan

        /// Whether a picture of this rate fits, with its repair.
        func carries(_ picture: Bitrate, headroom: Double = 1) -> Bool {
            let repair = 1 + min(loss * Limit.repair, Limit.mostRepair)
            return picture * (headroom * repair) + sound <= rate
        }
    }

    /// More lines than this the viewer has no use for; nil for no limit, 0 for no picture.
    var lines: Int?
    /// Whether the viewer is sent dependency descriptors.
    var takesDescriptors = true
    /// Whether the latest choice was a smaller picture because the way is full.
    private(set) var isFalling = false
    private var lastFull: MediaTime?
    private var upAfter = MediaTime(nanoseconds: 0)
    private var rateOfFall = Bitrate.zero
    private var lastUp: MediaTime?
    private var pause = Limit.pause

    /// Those of the ladder that the viewer has use for, the least first.
    func useful(_ all: [Rung]) -> ArraySlice<Rung> {
        let ladder =
            takesDescriptors || !all.contains(where: \.needsDescriptors) ? all : all.filter { !$0.needsDescriptors }
        guard let lines else { return ladder[...] }
        let enough = ladder.firstIndex { Double($0.lines) >= Double(lines) * Limit.cover } ?? ladder.endIndex
        guard enough < ladder.endIndex else { return ladder[...] }
        // Of pictures as large as that one, the best.
        let end = ladder[enough...].firstIndex { $0.lines > ladder[enough].lines } ?? ladder.endIndex
        return ladder[..<end]
    }

    /// The picture to begin with.
    func first(of ladder: [Rung], on way: Way?) -> Rung? {
        let choices = useful(ladder)
        return choices.last { $0.rate <= way.map { min($0.rate, Limit.start) } ?? Limit.start } ?? choices.first
    }

    /// The best picture that the way carries.
    func best(of ladder: [Rung], on way: Way?) -> Rung? {
        let choices = useful(ladder)
        guard let way else { return choices.last }
        return choices.last { way.carries($0.rate, headroom: Limit.headroom) } ?? choices.first
    }

    /// The picture to have now.
    ///
    /// - Parameters:
    ///   - current: what the viewer has or waits for.
    ///   - way: nil where nothing is known of it: the best picture is given.
    mutating func next(after current: Rung, of ladder: [Rung], on way: Way?, at now: MediaTime) -> Rung? {
        isFalling = false
        let choices = useful(ladder)
        guard let best = choices.last else { return nil }
        guard let way else { return best }
        if way.isFull { lastFull = now }
        guard let place = choices.firstIndex(where: { $0.layer == current.layer && $0.cap == current.cap }) else {
            // It stopped, or is larger than what is of use.
            return choices.last { way.carries($0.rate) } ?? choices.first
        }
        let isFull = lastFull.map { now - $0 < Limit.fullness } ?? false
        if isFull, place > choices.startIndex, !way.carries(choices[place].rate, headroom: Limit.tolerance) {
            if let lastUp, now - lastUp < Limit.proof { pause = min(pause + pause, Limit.longestPause) }
            upAfter = now + pause
            rateOfFall = way.rate
            isFalling = true
            let fits = way.wait < Limit.longWait ? choices[..<place].last { way.carries($0.rate) } : nil
            return fits ?? choices[choices.startIndex]
        }
        if let lastUp, now - lastUp >= Limit.proof { pause = Limit.pause }
        if way.rate > rateOfFall * Limit.widened { (upAfter, pause) = (min(upAfter, now), Limit.pause) }
        guard now >= upAfter, !isFull,
            let better = choices[(place + 1)...].last(where: { way.carries($0.rate, headroom: Limit.headroom) })
        else { return choices[place] }
        lastUp = now
        return better
    }
}
