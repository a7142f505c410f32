/// The layer of a frame, and what the frame is to each decode target.
///
/// Source: AV1 RTP payload specification, section A.4.2. The sets of decode targets have a bit for each.
struct FrameTemplate: Sendable {
    /// SWITCH, one of the four indications (table A.1); 0 is NOT PRESENT.
    private static let switchIndication: UInt32 = 2

    var spatial: UInt8 = 0
    var temporal: UInt8 = 0
    /// The decode targets that the frame is part of.
    private(set) var targets: UInt32 = 0
    /// The decode targets that are decodable from this frame on, if the frame is.
    private(set) var switchTargets: UInt32 = 0

    /// Reads an indication for each decode target; nil when they are cut off.
    mutating func readIndications(of count: Int, _ reader: inout BitReader, in bytes: Span<UInt8>) -> Void? {
        targets = 0
        switchTargets = 0
        for target in 0..<count {
            guard let indication = reader.bits(2, in: bytes) else { return nil }
            if indication != 0 { targets |= 1 << UInt32(target) }
            if indication == Self.switchIndication { switchTargets |= 1 << UInt32(target) }
        }
        return ()
    }
}
