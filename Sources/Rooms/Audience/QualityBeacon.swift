/// What a viewer's player measured about its own picture.
package struct QualityBeacon: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable {
        case firstFrame
        case freeze
        case stall
    }

    package let kind: Kind
    package let milliseconds: Int
    /// Where the player believes it is; short, for grouping only.
    package let region: String?

    /// Longer than ten minutes is a laptop that slept, not a measurement.
    package static let longest = 600_000
    package static let regionCharacters = 32

    /// Measurements of one viewer within `window`; what is above is kept by nobody, and nobody is told.
    package static let perViewer = 1
    /// Measurements of one network address within `window`: enough to see how a place fares.
    package static let perAddress = 10
    package static let window: Duration = .seconds(1)

    package init?(kind: String?, milliseconds: Int?, region: String?) {
        guard let kind = kind.flatMap(Kind.init(rawValue:)), let milliseconds,
            (0...Self.longest).contains(milliseconds)
        else { return nil }
        self.kind = kind
        self.milliseconds = milliseconds
        self.region = region.map { String($0.prefix(Self.regionCharacters)) }
    }
}
