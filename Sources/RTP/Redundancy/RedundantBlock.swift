/// One packet of sound within another (RFC 2198, section 3).
package struct RedundantBlock: Hashable, Sendable {
    package var payloadType: PayloadType
    /// How far its time lies before the packet's, in ticks; 0 for the packet's own.
    package var offset: Int
    /// How many blocks stand behind it: the packet's own has none.
    package var distance: Int
    /// Where its payload lies in the packet; may be empty.
    package var payload: Range<Int>

    @inlinable
    package init(payloadType: PayloadType, offset: Int, distance: Int, payload: Range<Int>) {
        self.payloadType = payloadType
        self.offset = offset
        self.distance = distance
        self.payload = payload
    }
}
