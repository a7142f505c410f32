/// What a token may be used for: the claim `aud` (RFC 7519, section 4.1.3).
package enum TokenUse: String, Hashable, Sendable {
    /// A token without the claim.
    case everything = ""
    /// To publish, and for nothing else: it stands in the settings of OBS, and on screens that are shown.
    case publishing = "whip"
}
