import Synchronization

@testable import TradewindClient

/// What a player received, in the order of its sequence numbers.
final class PacketLog: Sendable {
    struct Entry: Hashable {
        var packet: PlayedPacket
        var payload: [UInt8]
    }

    private let entries = Mutex<[Entry]>([])

    /// The handler that fills the log.
    var handler: PlaySettings.PacketHandler {
        { packet, payload in
            let bytes = payload.withUnsafeBufferPointer { Array($0) }
            self.entries.withLock { $0.append(Entry(packet: packet, payload: bytes)) }
        }
    }

    func all(_ kind: PlayedPacket.Kind) -> [Entry] {
        entries.withLock { $0 }.filter { $0.packet.kind == kind }.sorted { $0.packet.sequence < $1.packet.sequence }
    }

    func payloads(_ kind: PlayedPacket.Kind) -> [[UInt8]] { all(kind).map(\.payload) }
}
