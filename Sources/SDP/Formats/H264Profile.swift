/// The profile and level of an H.264 stream: the six hexadecimal digits of `profile-level-id`.
package struct H264Profile: Hashable, Sendable {
    package var profile: UInt8
    package var constraints: UInt8
    package var level: UInt8

    /// What a format without the parameter means: Baseline, level 1 (RFC 6184, section 8.1).
    package static let unstated = H264Profile(profile: 0x42, constraints: 0x00, level: 0x0A)

    /// What every player of WebRTC decodes, at level 3.1 (RFC 7742, section 6.2).
    package static let constrainedBaseline = H264Profile(profile: 0x42, constraints: 0xE0, level: 0x1F)

    package init(profile: UInt8, constraints: UInt8, level: UInt8) {
        self.profile = profile
        self.constraints = constraints
        self.level = level
    }

    package init?(parsing text: some StringProtocol) {
        guard text.utf8.count == 6, Substring(text).isHexadecimal, let value = UInt32(text, radix: 16) else {
            return nil
        }
        profile = UInt8(value >> 16)
        constraints = UInt8(value >> 8 & 0xFF)
        level = UInt8(value & 0xFF)
    }

    /// Whether two streams use the same coding tools (RFC 6184, section 8.1).
    package func hasSameTools(as other: H264Profile) -> Bool {
        guard profile == other.profile else { return false }
        // constraint_set1 makes Baseline "constrained": decodable as Main.
        return profile != 0x42 || constraints & 0x40 == other.constraints & 0x40
    }
}
