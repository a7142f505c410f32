/// What became of the datagrams of one direction.
package struct LinkStatistics: Sendable, Hashable, Encodable {
    package private(set) var offered = 0
    package private(set) var offeredBytes = 0
    package private(set) var delivered = 0
    package private(set) var deliveredBytes = 0
    package private(set) var lostOnWire = 0
    package private(set) var lostInQueue = 0
    package private(set) var lostInOutage = 0

    mutating func count(_ bytes: Int, _ passage: EmulatedLink.Passage) {
        offered += 1
        offeredBytes += bytes
        switch passage {
        case .lost(.wire): lostOnWire += 1
        case .lost(.queue): lostInQueue += 1
        case .lost(.outage): lostInOutage += 1
        case .once: deliver(1, bytes)
        case .twice: deliver(2, bytes)
        }
    }

    private mutating func deliver(_ count: Int, _ bytes: Int) {
        delivered += count
        deliveredBytes += count * bytes
    }
}
