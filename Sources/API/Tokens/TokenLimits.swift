/// Bounds of tokens and sessions.
package enum TokenLimits {
    /// A token of ours has about 300 characters; 2 KiB leave room for a partner's longer names.
    package static let characters = 2_048
    /// Clocks of partners' servers differ (RFC 7519, section 4.1.4, speaks of "a few minutes"; one is enough).
    package static let clockSkew: Duration = .seconds(60)
    /// The longest life that a token of ours has: a year; what takes tokens back is remembered as long.
    package static let longestLife: Duration = .seconds(365 * 24 * 3_600)
    /// How long a visitor is remembered.
    package static let viewerSession: Duration = .seconds(30 * 24 * 3_600)
    /// How long an operator stays signed in.
    package static let operatorSession: Duration = .seconds(12 * 3_600)
    /// How long a stream key shown in the studio is good.
    package static let ingest: Duration = .seconds(24 * 3_600)
    /// How long a one-time link waits.
    package static let entryCode: Duration = .seconds(24 * 3_600)
    /// How long an invitation waits.
    package static let invitation: Duration = .seconds(7 * 24 * 3_600)
    /// 256 bits, the size of the hash (RFC 7518, section 3.2).
    package static let keyBytes = 32
}
