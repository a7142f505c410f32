internal import Foundation
internal import SecureTransport
internal import Synchronization

/// Viewers who come together, stay a moment and leave, each in its own way.
final class ChurnWaves: Sendable {
    /// How a session ends.
    private enum Fate: String, CaseIterable {
        case deleted
        case goodbye
        case vanished
        case halfOpen

        /// Of each twenty, ten are deleted, four say goodbye, three vanish and three never come.
        init(of number: Int) {
            switch number % 20 {
            case 0..<10: self = .deleted
            case 10..<14: self = .goodbye
            case 14..<17: self = .vanished
            default: self = .halfOpen
            }
        }
    }

    private enum Limit {
        static let hands = 16
        /// Addresses that sessions come from: one may ask for 1,200 a minute.
        static let addresses = 64
        static let firstPacket = Duration.seconds(3)
    }

    private struct Guest: @unchecked Sendable {
        let session: HostileSession
        let fate: Fate
    }

    private let url: URL
    private let shows: [String]
    private let context: DTLSContext
    private let counts = Mutex<[String: Int]>([:])

    init(_ url: URL, shows: [String]) throws(BenchError) {
        self.url = url
        self.shows = shows
        context = try HostileContext.make()
    }

    /// What became of the sessions so far.
    var answers: [String: Int] { counts.withLock { $0 } }

    var text: String { answers.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ") }

    /// Lets so many come, and leave when all are there; waits.
    func run(_ count: Int, from first: Int) {
        let guests = Mutex<[Guest]>([])
        Crowd.share(count, among: Limit.hands) { position in
            if let guest = self.arrive(first + position) { guests.withLock { $0.append(guest) } }
        }
        let all = guests.withLock { $0 }
        Crowd.share(all.count, among: Limit.hands) { self.leave(all[$0]) }
    }

    private func arrive(_ number: Int) -> Guest? {
        let fate = Fate(of: number)
        do throws(BenchError) {
            let session = try HostileSession(
                whep: url.appending(path: "/whep/\(shows[number % shows.count])"),
                from: LoopbackAddress.numbered(400 + number % Limit.addresses), context: context)
            if fate != .halfOpen {
                try session.connect()
                if !session.hasMedia(within: Limit.firstPacket) { note("without a packet") }
            }
            note(fate.rawValue)
            return Guest(session: session, fate: fate)
        } catch {
            note("\(error)")
            return nil
        }
    }

    private func leave(_ guest: Guest) {
        switch guest.fate {
        case .deleted:
            let response = try? PlainExchange(
                method: "DELETE", url: guest.session.resource, source: guest.session.source
            ).run()
            if response?.status != 200 { note("not deleted: \(response?.status ?? 0)") }
        case .goodbye: guest.session.sayGoodbye()
        case .vanished, .halfOpen: break
        }
    }

    private func note(_ word: String) {
        counts.withLock { $0[word, default: 0] += 1 }
    }
}
