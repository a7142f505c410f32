internal import NIOCore
internal import Rooms

/// Writes the frames a server sends: whole, unmasked, and so the same bytes for every client (RFC 6455, section 5.2).
enum WebSocketFrames {
    /// The messages as text frames, one behind the other.
    static func text(_ messages: [RoomMessage]) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(messages.reduce(0) { $0 + $1.text.count + 10 })
        for message in messages { append(opcode: 0x1, message.text, to: &buffer) }
        return buffer
    }

    static func ping() -> ByteBuffer { control(0x9, []) }

    static func pong(_ payload: [UInt8]) -> ByteBuffer { control(0xA, payload) }

    static func close(_ code: WebSocketCloseCode) -> ByteBuffer {
        control(0x8, [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xFF)])
    }

    private static func control(_ opcode: UInt8, _ payload: [UInt8]) -> ByteBuffer {
        var buffer = ByteBuffer()
        append(opcode: opcode, payload, to: &buffer)
        return buffer
    }

    private static func append(opcode: UInt8, _ payload: [UInt8], to buffer: inout ByteBuffer) {
        buffer.writeInteger(0x80 | opcode)
        switch payload.count {
        case ..<126:
            buffer.writeInteger(UInt8(payload.count))
        case ...0xFFFF:
            buffer.writeInteger(UInt8(126))
            buffer.writeInteger(UInt16(payload.count))
        default:
            buffer.writeInteger(UInt8(127))
            buffer.writeInteger(UInt64(payload.count))
        }
        buffer.writeBytes(payload)
    }
}
