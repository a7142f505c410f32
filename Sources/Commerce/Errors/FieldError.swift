/// One field of a request that is not right, for a form that marks it.
package struct FieldError: Hashable, Sendable, Codable {
    /// The member's name in the request, with dots between levels: `address.postcode`.
    package var field: String
    package var code: Code
    /// What is wrong, as a sentence; nil where that of the whole request says it.
    package var detail: String?

    package init(field: String, code: Code, detail: String? = nil) {
        self.field = field
        self.code = code
        self.detail = detail
    }

    /// What is wrong with it, as a word that pages translate.
    package enum Code: String, Sendable, Codable {
        case missing
        case tooLong = "too-long"
        case malformed
        /// It names something that does not exist.
        case unknown
        /// A country that the market's deliveries do not go to.
        case notDelivered = "not-delivered"
        case invalid
    }
}
