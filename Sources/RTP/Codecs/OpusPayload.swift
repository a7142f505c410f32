/// What can be told from an Opus payload without decoding it.
package enum OpusPayload {
    /// The longest packet that stands for silence (RFC 6716, section 2.1.9; libopus: "2 bytes or less").
    package static let longestSilence = 2

    /// Whether the sender is pausing: discontinuous transmission in silence.
    @inlinable
    package static func isDiscontinuous(payload: Range<Int>) -> Bool {
        payload.count <= longestSilence
    }
}
