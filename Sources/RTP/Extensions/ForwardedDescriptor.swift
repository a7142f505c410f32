/// A dependency descriptor as it is sent on: always with its active decode targets, so that they can be cut down in place.
///
/// A receiver that is sent fewer layers than there are has to be told, or it waits for those that never come.
package struct ForwardedDescriptor: Sendable {
    package enum Limit {
        /// The most that an element of the two-byte form holds (RFC 8285, section 4.3).
        package static let length = 255
    }

    /// Bytes of it.
    package let length: Int
    package let targets: DecodeTargets
    /// Where the set of active targets begins, in bits.
    private let activeTargets: Int

    /// Writes a descriptor with the set of active targets in it; nil where it does not fit the room.
    init?(
        of bytes: Span<UInt8>, at range: Range<Int>, fields: DescriptorFields, active: UInt32, targets: DecodeTargets,
        into room: inout MutableSpan<UInt8>
    ) {
        self.targets = targets
        activeTargets = fields.activeTargets
        var writer = BitWriter(limit: min(room.count, Limit.length))
        var reader = BitReader(range)
        // Template and number; then five flags, which a short descriptor does without.
        guard writer.copy(DescriptorFields.head, from: &reader, in: bytes, to: &room) else { return nil }
        if fields.isShort {
            guard writer.append(0b01000, bits: DescriptorFields.flags, to: &room) else { return nil }
        } else {
            guard let flags = reader.bits(DescriptorFields.flags, in: bytes),
                writer.append(flags | 0b01000, bits: DescriptorFields.flags, to: &room),
                writer.copy(
                    fields.activeTargets - DescriptorFields.head - DescriptorFields.flags, from: &reader, in: bytes,
                    to: &room)
            else { return nil }
        }
        guard writer.append(active, bits: targets.count, to: &room) else { return nil }
        if !fields.isShort {
            if fields.hasActiveTargets, reader.skip(targets.count, in: bytes) == nil { return nil }
            let rest = 8 * range.upperBound - reader.bitPosition
            guard writer.copy(rest, from: &reader, in: bytes, to: &room) else { return nil }
        }
        length = writer.length
    }

    /// Leaves only some of the active targets in a descriptor that lies at the front of `bytes`.
    package func restrict(_ bytes: inout MutableSpan<UInt8>, from offset: Int, to allowed: UInt32) {
        for target in 0..<targets.count where allowed & 1 << UInt32(target) == 0 {
            // The last target stands first.
            let bit = activeTargets + targets.count - 1 - target
            bytes[offset + bit / 8] &= ~(0x80 >> UInt8(bit % 8))
        }
    }
}

/// Where the parts of a descriptor lie.
struct DescriptorFields {
    /// Bits of what every descriptor has, and of the flags of a longer one.
    static let head = 24
    static let flags = 5

    /// Whether it names a template and a frame number and nothing else.
    var isShort = true
    var hasActiveTargets = false
    /// Where the set of active targets stands, or would: in bits from the descriptor's beginning.
    var activeTargets = head + flags
}
