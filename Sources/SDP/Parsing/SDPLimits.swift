/// How much a session description may hold before it is refused.
///
/// Chromium's greatest offers have some 8 KiB and 250 lines per video section; these leave room for ten of them.
package enum SDPLimits {
    package static let bytes = 65_536
    package static let lines = 4_000
    package static let mediaSections = 64
    package static let attributesPerSection = 600
    /// Payload types that a section lists: there are 128, and one may be listed twice.
    package static let payloadTypes = 256
}
