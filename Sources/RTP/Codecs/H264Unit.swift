/// One NAL unit, or the beginning of one, in an H.264 payload.
package struct H264Unit: Hashable, Sendable {
    package var kind: H264UnitKind
    /// The unit's bytes in this packet, behind its header byte.
    package var body: Range<Int>
}
