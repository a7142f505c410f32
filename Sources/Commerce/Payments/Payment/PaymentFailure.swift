/// Why a payment did not succeed, as a word that pages translate.
package enum PaymentFailure: String, Codable, Sendable {
    case declined
    /// The second step failed too often.
    case wrongCode
    /// The provider could not be reached.
    case unreachable
}
