/// What a NAL unit carries: the five-bit type (ITU-T H.264, table 7-1).
package struct H264UnitKind: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8

    @inlinable
    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    @inlinable
    package init(lowBitsOf byte: UInt8) {
        rawValue = byte & 0x1F
    }

    /// A slice of a picture that refers to nothing before it.
    @inlinable
    package static var instantaneousRefresh: H264UnitKind { H264UnitKind(rawValue: 5) }
    @inlinable
    package static var sequenceParameters: H264UnitKind { H264UnitKind(rawValue: 7) }
    @inlinable
    package static var pictureParameters: H264UnitKind { H264UnitKind(rawValue: 8) }
}
