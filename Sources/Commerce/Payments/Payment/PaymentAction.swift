/// What the buyer must do before the provider goes on.
package struct PaymentAction: Codable, Sendable, Hashable {
    package var kind: Kind
    /// How many wrong answers end the payment; nil when the provider does not tell.
    package var triesLeft: Int?

    package enum Kind: String, Codable, Sendable {
        /// A code is to be sent with the next request.
        case code
    }
}
