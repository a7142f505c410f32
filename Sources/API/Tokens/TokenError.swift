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
    case revoked
}
