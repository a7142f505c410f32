/// How large a picture a viewer has use for, as the layer extension of WHEP says it (draft-ietf-wish-whep).
///
/// Without a bound there is none. Zero is no picture at all. What the draft has beside these is not for us: layers are
/// chosen by size, and by what the viewer's network carries.
struct LayerWish: Decodable, Sendable {
    private let maxWidth: Int?
    private let maxHeight: Int?
    private let rid: String?
    private let encodingId: String?
    /// The picture that is meant, where a show has several.
    private let slot: Int?

    private enum Limit {
        /// No codec of ours has more pixels in a row (AV1 specification, section 5.5.1).
        static let side = 0...65_536
        /// The scene with the most pictures has nine.
        static let slots = 1...9
    }

    /// The one picture that is meant; nil for all.
    func meantSlot() throws(Problem) -> Int? {
        guard let slot, !Limit.slots.contains(slot) else { return slot }
        throw .unprocessable(
            field: "slot", why: "it is not from \(Limit.slots.lowerBound) to \(Limit.slots.upperBound)")
    }

    /// The bound of the shorter side, in pixels; nil without one.
    func lines() throws(Problem) -> Int? {
        for (field, name) in [("rid", rid), ("encodingId", encodingId)] where name != nil {
            throw .unprocessable(field: field, why: "layers are chosen by “maxWidth” and “maxHeight”")
        }
        for (field, side) in [("maxWidth", maxWidth), ("maxHeight", maxHeight)] {
            guard let side, !Limit.side.contains(side) else { continue }
            throw .unprocessable(
                field: field, why: "it is not from \(Limit.side.lowerBound) to \(Limit.side.upperBound)")
        }
        return [maxWidth, maxHeight].compactMap { $0 }.min()
    }
}
