internal import Domain

/// The last lines of a room, ready to go into a snapshot.
struct ChatLog {
    /// What a newcomer reads: a screen and a half.
    static let capacity = 50

    private var lines: [(id: ChatMessageID, text: [UInt8])] = []

    mutating func append(_ line: ChatLine) {
        lines.append((line.id, RoomMessage(line: line, id: nil).text))
        if lines.count > Self.capacity { lines.removeFirst(lines.count - Self.capacity) }
    }

    mutating func hide(_ id: ChatMessageID) {
        lines.removeAll { $0.id == id }
    }

    /// The lines as a JSON list.
    var json: [UInt8] {
        var result = [UInt8(ascii: "[")]
        result.reserveCapacity(lines.reduce(2) { $0 + $1.text.count + 1 })
        for (index, line) in lines.enumerated() {
            if index > 0 { result.append(UInt8(ascii: ",")) }
            result.append(contentsOf: line.text)
        }
        result.append(UInt8(ascii: "]"))
        return result
    }
}
