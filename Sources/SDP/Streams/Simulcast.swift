/// An `a=simulcast` line: the layers in which a section sends or takes one picture (RFC 8853).
package struct Simulcast: Hashable, Sendable {
    package enum Limit {
        /// Layers we take of one picture: as many as browsers send.
        package static let layers = 3
        /// Ids that one direction of a line may name, alternatives counted; browsers name three.
        package static let ids = 32
    }

    /// What the describing side sends, in the order written; empty when the line does not say.
    package let sends: [Layer]
    /// What the describing side takes, likewise.
    package let receives: [Layer]

    /// Layers without alternatives, none of them paused; at least one.
    package init(sends: [StreamID] = [], receives: [StreamID] = []) {
        precondition(!sends.isEmpty || !receives.isEmpty, "a simulcast has layers")
        self.sends = sends.map { Layer(alternatives: [Alternative(id: $0)]) }
        self.receives = receives.map { Layer(alternatives: [Alternative(id: $0)]) }
    }

    /// Parses `send layers`, `recv layers`, or both in either order (RFC 8853, section 5.1).
    init?(parsing value: Substring) {
        let fields = value.fields()
        guard fields.count == 2 || fields.count == 4 else { return nil }
        var (sends, receives): ([Layer], [Layer]) = ([], [])
        for index in stride(from: 0, to: fields.count, by: 2) {
            guard let layers = Self.layers(parsing: fields[index + 1]) else { return nil }
            switch fields[index] {
            case "send" where sends.isEmpty: sends = layers
            case "recv" where receives.isEmpty: receives = layers
            default: return nil
            }
        }
        self.sends = sends
        self.receives = receives
    }

    /// Parses layers between semicolons; nil where one breaks the grammar, or there are too many.
    private static func layers(parsing text: Substring) -> [Layer]? {
        let parts = text.parts(separator: UInt8(ascii: ";"))
        let layers = parts.compactMap { Layer(parsing: $0) }
        guard layers.count == parts.count, layers.map(\.alternatives.count).reduce(0, +) <= Limit.ids else {
            return nil
        }
        return layers
    }

    var text: String {
        [("send", sends), ("recv", receives)].filter { !$0.1.isEmpty }.map { way, layers in
            "\(way) \(layers.map(\.text).joined(separator: ";"))"
        }.joined(separator: " ")
    }
}

extension Simulcast {
    /// One layer: a stream, or several of which one at a time is sent.
    package struct Layer: Hashable, Sendable {
        /// At least one; the preferred one first.
        package let alternatives: [Alternative]

        fileprivate init(alternatives: [Alternative]) {
            self.alternatives = alternatives
        }

        fileprivate init?(parsing text: Substring) {
            let parts = text.parts(separator: UInt8(ascii: ","))
            alternatives = parts.compactMap { Alternative(parsing: $0) }
            guard alternatives.count == parts.count else { return nil }
        }

        fileprivate var text: String { alternatives.map(\.text).joined(separator: ",") }
    }

    /// One stream that a layer may consist of.
    package struct Alternative: Hashable, Sendable {
        package let id: StreamID
        /// Whether it is not sent from the beginning, but may come later.
        package let isPaused: Bool

        fileprivate init(id: StreamID) {
            self.id = id
            isPaused = false
        }

        fileprivate init?(parsing text: Substring) {
            isPaused = text.utf8.first == UInt8(ascii: "~")
            let name = Substring(text.utf8.dropFirst(isPaused ? 1 : 0))
            guard let id = StreamID(rawValue: String(name)) else { return nil }
            self.id = id
        }

        fileprivate var text: String { "\(isPaused ? "~" : "")\(id.rawValue)" }
    }
}

extension Substring {
    /// The parts between separators, empty ones too.
    fileprivate func parts(separator: UInt8) -> [Substring] {
        utf8.split(separator: separator, omittingEmptySubsequences: false).map(Substring.init)
    }
}
