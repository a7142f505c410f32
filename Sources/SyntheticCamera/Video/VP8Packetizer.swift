/// Cuts VP8 frames into RTP payloads (RFC 7741).
///
/// Every payload starts with a four-byte descriptor: extension and, on a frame's first payload, start of partition; then
/// the picture id in its 15-bit form. All payloads of a frame but the last are equally long, so that they can leave as one
/// segmented datagram (`UDP_SEGMENT`).
package struct VP8Packetizer: Sendable {
    /// One RTP payload of a frame.
    package struct Payload: Hashable, Sendable {
        /// Descriptor and the part of the frame behind it.
        package var bytes: [UInt8]
        /// Whether it ends the frame: the marker bit of its RTP packet.
        package var isLast: Bool
    }

    /// 1,200 bytes of UDP payload, which every path carries, less RTP's fixed header of 12.
    package static let maximumPayloadSize = 1_188
    private static let descriptorSize = 4

    private var pictureID: UInt16

    /// - Parameter firstPictureID: RFC 7741 asks for a random start; the lower 15 bits are taken.
    package init(firstPictureID: UInt16) {
        pictureID = firstPictureID & 0x7FFF
    }

    /// The payloads of one frame, in order; none for an empty frame.
    package mutating func payloads(of frame: EncodedFrame) -> [Payload] {
        let room = Self.maximumPayloadSize - Self.descriptorSize
        let count = frame.bytes.count
        guard count > 0 else { return [] }
        let pieces = (count + room - 1) / room
        let size = (count + pieces - 1) / pieces
        let id = pictureID
        pictureID = (pictureID + 1) & 0x7FFF
        return stride(from: 0, to: count, by: size).map { start in
            let end = min(start + size, count)
            var bytes: [UInt8] = []
            bytes.reserveCapacity(Self.descriptorSize + end - start)
            // X, and S for the first: partition 0 alone is marked, as decoders join a frame's payloads by sequence number.
            bytes.append(start == 0 ? 0x90 : 0x80)
            // I: a picture id follows; M: it has 15 bits.
            bytes.append(0x80)
            bytes.append(0x80 | UInt8(id >> 8))
            bytes.append(UInt8(truncatingIfNeeded: id))
            bytes.append(contentsOf: frame.bytes[start..<end])
            return Payload(bytes: bytes, isLast: end == count)
        }
    }
}
