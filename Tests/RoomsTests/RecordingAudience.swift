import Domain
import Rooms
import Synchronization

/// An audience that remembers what it was told, in order.
final class RecordingAudience: Audience, AudienceFactory {
    enum Call: Equatable {
        case welcome(SocketID, [String])
        case broadcast([String])
        case own(SocketID, String)
        case closed(SocketID)
    }

    private let recorded = Mutex<[Call]>([])

    func audience(of show: ShowID) -> any Audience { self }

    func welcome(_ socket: SocketID, with messages: [RoomMessage]) {
        recorded.withLock { $0.append(.welcome(socket, messages.map(Self.text))) }
    }

    func broadcast(_ messages: [RoomMessage]) {
        recorded.withLock { $0.append(.broadcast(messages.map(Self.text))) }
    }

    func send(_ message: RoomMessage, to socket: SocketID) {
        recorded.withLock { $0.append(.own(socket, Self.text(message))) }
    }

    func close(_ socket: SocketID) {
        recorded.withLock { $0.append(.closed(socket)) }
    }

    /// What was told since the last look.
    func take() -> [Call] {
        recorded.withLock { calls in
            defer { calls = [] }
            return calls
        }
    }

    /// The broadcasts since the last look; each is one write to every socket.
    func takeBroadcasts() -> [[String]] {
        take().compactMap { if case .broadcast(let messages) = $0 { messages } else { nil } }
    }

    private static func text(_ message: RoomMessage) -> String { String(decoding: message.text, as: UTF8.self) }
}
