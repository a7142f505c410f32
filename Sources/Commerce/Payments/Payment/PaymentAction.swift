/// What the buyer must do before the provider goes on.
package struct PaymentAction: Codable, Sendable, Hashable {
    package var kind: Kind
    package var hint: String

    package enum Kind: String, Codable, Sendable {
        /// A code is to be sent with the next request.
        case code
    }
}
