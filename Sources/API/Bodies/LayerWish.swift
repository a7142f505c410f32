/// How large a picture a viewer has use for, as the layer extension of WHEP says it (draft-ietf-wish-whep).
///
/// Without a bound there is none. Zero is no picture at all. What the draft has beside these is not for us: layers are
/// chosen by size, and by what the viewer's network carries.
struct LayerWish: Decodable, Sendable {
    private let maxWidth: Int?
    private let maxHeight: Int?
    private let rid: String?
    private let encodingId: String?

    private enum Limit {
        /// No codec of ours has more pixels in a row (AV1 specification, section 5.5.1).
        static let side = 0...65_536
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
