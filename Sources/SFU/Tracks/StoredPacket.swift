internal import RTP

/// What the history keeps of a packet beside its payload.
struct StoredPacket {
    /// The unwrapped sequence number on the track's own line; negative while the slot is empty.
    var index: Int64 = -1
    var timestamp: UInt32 = 0
    var payloadLength: UInt16 = 0
    var marker = false
    /// Whether the payload ends in RTP padding of ours.
    var isPadded = false
    /// Whether it was first sent: from then on its bytes never change, since nonces repeat with them.
    var isSettled = false
    /// How many packets of sound before it ride with it where a viewer needs them; fixed with ``isSettled``.
    var companions: UInt8 = 0
    /// Whether a decoder can begin here.
    var startsKeyFrame = false
    /// Its layers within the stream.
    var place = LayerPlace(endsFrame: false)
    /// Whether the history keeps a dependency descriptor of it.
    var isDescribed = false
    /// The byte of the video-orientation extension, or ``none``.
    var orientation: UInt8 = StoredPacket.none

    static let none: UInt8 = 0xFF
}
