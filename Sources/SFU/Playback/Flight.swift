internal import RTP

/// A packet to be forwarded, found once for all viewers.
struct Pending {
    var packet: UnsafePointer<StoredPacket>
    /// What the slot held when it was noted; another packet may have taken it since.
    var index: Int64
    /// Set when it is about to be sent.
    var payload = UnsafeRawBufferPointer(start: nil, count: 0)
}

/// The packets of one track that wait to be forwarded.
final class PendingPackets {
    enum Limit {
        /// Most that one batch of datagrams can add.
        static let packets = 512
        /// Packets of one frame are made equally long where they differ by no more.
        static let padding = 32
    }

    private let items: UnsafeMutablePointer<Pending>
    private(set) var count = 0

    init() {
        items = .allocate(capacity: Limit.packets)
    }

    deinit {
        items.deallocate()
    }

    var waiting: UnsafeBufferPointer<Pending> { UnsafeBufferPointer(start: items, count: count) }

    /// Notes a packet; does nothing where too many wait.
    func append(_ packet: UnsafePointer<StoredPacket>) {
        guard count < Limit.packets else { return }
        (items + count).initialize(to: Pending(packet: packet, index: packet.pointee.index))
        count += 1
    }

    func removeAll() {
        count = 0
    }

    /// Forgets packets whose slot was used again: a host may jump so far ahead within one batch.
    func forgetOverwritten() {
        var kept = 0
        for position in 0..<count where items[position].packet.pointee.index == items[position].index {
            items[kept] = items[position]
            kept += 1
        }
        count = kept
    }

    /// Makes the packets of each frame equally long, but for its last, where little is missing.
    func level(in history: PacketHistory) {
        guard count > 1 else { return }
        var longest = 0
        for position in stride(from: count - 1, through: 0, by: -1) {
            let packet = items[position].packet
            let length = Int(packet.pointee.payloadLength)
            if packet.pointee.marker { longest = 0 }
            if length < longest, longest - length <= Limit.padding { history.pad(packet, to: longest) }
            longest = max(longest, length)
        }
    }

    /// Fixes what the packets are: from now on their bytes never change.
    ///
    /// - Parameter companions: how many packets before it ride with one.
    func settle(in history: PacketHistory, companions: (UnsafePointer<StoredPacket>) -> Int = { _ in 0 }) {
        for position in 0..<count {
            let packet = items[position].packet
            history.settle(packet, companions: companions(packet))
            items[position].payload = history.payload(of: packet)
        }
    }
}

/// What one flush forwards: each layer of the picture, then sound, which rides as the shorter end of a burst.
struct Flight {
    var layers: InlineArray<3, UnsafeBufferPointer<Pending>>
    var sound: UnsafeBufferPointer<Pending>
}
