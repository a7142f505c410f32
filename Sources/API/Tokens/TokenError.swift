/// Why a token was not taken.
package enum TokenError: Error, Hashable {
    case malformed
    /// Only HS256 is spoken; `none` and everything else is refused by name.
    case unsupportedAlgorithm
    case wrongSignature
    case foreignIssuer
    case expired
    case notYetValid
    case unknownRole
    /// It is made for something else than what it was sent to.
    case foreignUse
    case revoked
}
