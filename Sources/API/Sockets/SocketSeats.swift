internal import Synchronization

/// Counts the room sockets of each network address.
final class SocketSeats: Sendable {
    private let most: Int
    private let taken = Mutex<[String: Int]>([:])

    init(most: Int) {
        self.most = most
    }

    func hasRoom(for address: String) -> Bool {
        taken.withLock { $0[address, default: 0] < most }
    }

    /// False when the address has as many as it may.
    func take(_ address: String) -> Bool {
        taken.withLock { taken in
            guard taken[address, default: 0] < most else { return false }
            taken[address, default: 0] += 1
            return true
        }
    }

    func leave(_ address: String) {
        taken.withLock { taken in
            let left = taken[address, default: 1] - 1
            taken[address] = left > 0 ? left : nil
        }
    }
}
