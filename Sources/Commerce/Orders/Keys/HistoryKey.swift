/// The secret of a viewer's order history: a part to find it by, and a part to prove it.
package struct HistoryKey: Hashable, Sendable, Codable, RawRepresentable {
    /// Not secret; the index finds the row by it.
    let lookup: SecretKey
    /// Compared in constant time.
    let proof: SecretKey

    package init?(rawValue: String) {
        let parts = rawValue.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let lookup = SecretKey(rawValue: String(parts[0])),
            let proof = SecretKey(rawValue: String(parts[1]))
        else { return nil }
        self.init(lookup: lookup, proof: proof)
    }

    init(lookup: SecretKey, proof: SecretKey) {
        self.lookup = lookup
        self.proof = proof
    }

    package var rawValue: String { lookup.rawValue + "." + proof.rawValue }

    static func random() -> HistoryKey {
        HistoryKey(lookup: .random(), proof: .random())
    }
}
