internal import CDatagram
internal import Foundation
internal import Glibc

/// A room full of sockets on one thread: some speak, all listen.
final class ChatLoad {
    enum Limit {
        /// A viewer may say 5 lines in 5 s; a speaker of ours says one in 10 s at 40 lines a second.
        static let speakers = 400
        static let text = 160
        static let read = 1 << 20
    }

    private let connections: [RoomConnection]
    private let poll: Int32
    private let room: UnsafeMutableRawBufferPointer
    private var byDescriptor: [Int32: RoomConnection] = [:]
    private var spoken = 0
    /// Lines sent while counting.
    private(set) var lines = 0
    private(set) var deliveries = 0
    private(set) var refusals = 0
    /// The first message that refused a line, as it came.
    private(set) var firstRefusal: String?
    private(set) var closed = 0
    /// Milliseconds from each line's sending to its arrival.
    private(set) var delays: [Double] = []
    /// Lines sent before this moment are not counted: they belong to the snapshot or the warm-up.
    private var countedFrom: Int64 = 0

    /// Opens the sockets and joins.
    init(to url: URL, sockets: Int) throws(BenchError) {
        poll = epoll_create1(0)
        guard poll >= 0 else { throw .system(call: "epoll_create1", errno: errno) }
        room = .allocate(byteCount: Limit.read, alignment: 64)
        var connections: [RoomConnection] = []
        for number in 0..<sockets {
            let connection = try RoomConnection(to: url, number: number)
            connection.send(#"{"type":"join"}"#)
            connections.append(connection)
        }
        self.connections = connections
        for connection in connections {
            var event = epoll_event(events: EPOLLIN.rawValue, data: epoll_data_t(fd: connection.descriptor))
            epoll_ctl(poll, EPOLL_CTL_ADD, connection.descriptor, &event)
            byDescriptor[connection.descriptor] = connection
        }
    }

    deinit {
        Glibc.close(poll)
        room.deallocate()
    }

    /// Listens for some time, sending `rate` lines a second.
    func run(for length: Duration, rate: Int, counting: Bool) {
        if counting { countedFrom = Self.wallNanoseconds() }
        let began = CurrentThread.now()
        var said = 0
        defer { if counting { lines += said } }
        var ready = [epoll_event](repeating: epoll_event(), count: 1_024)
        while case let elapsed = CurrentThread.now() - began, elapsed < length {
            while Double(said) < elapsed.seconds * Double(rate) {
                speak()
                said += 1
            }
            let count = epoll_wait(poll, &ready, 1_024, 2)
            for position in 0..<max(0, Int(count)) {
                if let connection = byDescriptor[ready[position].data.fd] { receive(connection) }
            }
        }
    }

    /// Lets the next speaker say a line that carries the time.
    private func speak() {
        let speaker = connections[spoken % min(Limit.speakers, connections.count)]
        spoken += 1
        let filler = String(repeating: "x", count: Limit.text - 22)
        speaker.send(#"{"type":"chat","client":"\#(spoken)","text":"t=\#(Self.wallNanoseconds()) \#(filler)"}"#)
    }

    private static func wallNanoseconds() -> Int64 {
        let wall = CurrentThread.wall()
        return wall.components.seconds * 1_000_000_000 + wall.components.attoseconds / 1_000_000_000
    }

    private func receive(_ connection: RoomConnection) {
        room.copyBytes(from: connection.pending)
        let held = connection.pending.count
        let count = read(connection.descriptor, room.baseAddress.map { $0 + held }, room.count - held)
        guard count > 0 else {
            if count == 0 || errno != EAGAIN { drop(connection) }
            return
        }
        let now = Self.wallNanoseconds()
        let bytes = UnsafeRawBufferPointer(rebasing: room[..<(held + count)])
        var frames = RoomFrames()
        while let frame = frames.next(in: bytes) {
            switch frame.opcode {
            case 1: take(UnsafeRawBufferPointer(rebasing: bytes[frame.payload]), at: now)
            case 8: return drop(connection)
            case 9: connection.sendPong(Array(bytes[frame.payload]))
            default: break
            }
        }
        connection.pending = Array(bytes[frames.offset...])
    }

    private func drop(_ connection: RoomConnection) {
        closed += 1
        byDescriptor[connection.descriptor] = nil
        epoll_ctl(poll, EPOLL_CTL_DEL, connection.descriptor, nil)
    }

    private func take(_ message: UnsafeRawBufferPointer, at now: Int64) {
        guard Self.find(#""type":"chat""#, in: message) != nil,
            let start = Self.find(#""text":"t="#, in: message)
        else {
            guard Self.find(#""type":"refused""#, in: message) != nil else { return }
            refusals += 1
            if firstRefusal == nil { firstRefusal = String(decoding: message, as: UTF8.self) }
            return
        }
        let sent = message[start...].prefix { (0x30...0x39).contains($0) }.reduce(0 as Int64) {
            $0 * 10 + Int64($1 - 0x30)
        }
        // The author gets an answer of its own beside what everybody gets.
        guard sent >= countedFrom, countedFrom > 0, Self.find(#""client":"#, in: message) == nil else { return }
        deliveries += 1
        delays.append(Double(now - sent) / 1e6)
    }

    /// Where the text behind `pattern` begins.
    private static func find(_ pattern: StaticString, in message: UnsafeRawBufferPointer) -> Int? {
        guard let start = message.baseAddress, message.count >= pattern.utf8CodeUnitCount else { return nil }
        let last = message.count - pattern.utf8CodeUnitCount
        var offset = 0
        while offset <= last {
            guard let found = memchr(start + offset, Int32(pattern.utf8Start.pointee), last - offset + 1) else {
                return nil
            }
            offset = UnsafeRawPointer(found) - start
            if memcmp(start + offset, pattern.utf8Start, pattern.utf8CodeUnitCount) == 0 {
                return offset + pattern.utf8CodeUnitCount
            }
            offset += 1
        }
        return nil
    }
}
