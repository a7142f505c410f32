/// One of the answers a vote offers.
package struct VoteAnswer: Codable, Hashable, Sendable {
    package var text: String
    /// A path below `/pictures/`.
    @ExplicitNull package var picture: String?

    package init(text: String, picture: String? = nil) {
        self.text = text
        _picture = ExplicitNull(wrappedValue: picture)
    }
}
