/// A frame as it came from a client, its payload unmasked.
struct WebSocketInput: Sendable {
    enum Opcode: Sendable {
        case continuation
        case text
        case binary
        case close
        case ping
        case pong
        case reserved
    }

    var opcode: Opcode
    var isFinal: Bool
    var isMasked: Bool
    var hasReservedBits: Bool
    var payload: [UInt8]
}
