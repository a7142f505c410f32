import NIOCore
import Rooms
import Testing

@testable import API

struct WebSocketAssemblerTests {
    static func frame(
        _ opcode: WebSocketInput.Opcode, _ payload: [UInt8] = [], final: Bool = true, masked: Bool = true,
        reserved: Bool = false
    ) -> WebSocketInput {
        WebSocketInput(
            opcode: opcode, isFinal: final, isMasked: masked, hasReservedBits: reserved, payload: payload)
    }

    @Test func `a message in pieces is put together with controls between them`() {
        var assembler = WebSocketAssembler()
        #expect(assembler.receive(Self.frame(.text, Array("he".utf8), final: false)) == .nothing)
        #expect(assembler.receive(Self.frame(.ping, [7])) == .answerPing([7]))
        #expect(assembler.receive(Self.frame(.continuation, Array("llo".utf8))) == .message(Array("hello".utf8)))
        #expect(assembler.receive(Self.frame(.pong)) == .heardPong)
    }

    @Test func `a letter may be cut between frames`() {
        var assembler = WebSocketAssembler()
        #expect(assembler.receive(Self.frame(.text, [0xC3], final: false)) == .nothing)
        #expect(assembler.receive(Self.frame(.continuation, [0xA9])) == .message([0xC3, 0xA9]))
    }

    @Test(arguments: [
        (frame(.text, [0x61], masked: false), WebSocketCloseCode.protocolError),
        (frame(.text, [0x61], reserved: true), .protocolError),
        (frame(.continuation, [0x61]), .protocolError),
        (frame(.binary, [0x61]), .unacceptableData),
        (frame(.reserved), .protocolError),
        (frame(.ping, [], final: false), .protocolError),
        (frame(.ping, [UInt8](repeating: 0, count: 126)), .protocolError),
        (frame(.text, [0xFF, 0xFE]), .invalidText),
        (frame(.text, [0xED, 0xA0, 0x80]), .invalidText),
        (frame(.text, [UInt8](repeating: 0x61, count: 4_097)), .tooBig),
        (frame(.close, [3]), .protocolError),
        (frame(.close, [0x03, 0xED]), .protocolError),
        (frame(.close, [0xFF, 0xFF]), .protocolError),
        (frame(.close, [0x03, 0xE8, 0xFF]), .invalidText),
    ])
    func `a frame that breaks the protocol closes the socket with its code`(
        frame: WebSocketInput, code: WebSocketCloseCode
    ) {
        var assembler = WebSocketAssembler()
        #expect(assembler.receive(frame) == .fail(code))
        #expect(assembler.receive(Self.frame(.text, [0x61])) == .nothing)
    }

    @Test func `a message that begins before the last has ended is an error`() {
        var assembler = WebSocketAssembler()
        _ = assembler.receive(Self.frame(.text, [0x61], final: false))
        #expect(assembler.receive(Self.frame(.text, [0x61])) == .fail(.protocolError))
    }

    @Test func `pieces are bounded together`() {
        var assembler = WebSocketAssembler()
        let piece = [UInt8](repeating: 0x61, count: 2_048)
        _ = assembler.receive(Self.frame(.text, piece, final: false))
        #expect(assembler.receive(Self.frame(.continuation, piece, final: false)) == .nothing)
        #expect(assembler.receive(Self.frame(.continuation, [0x61])) == .fail(.tooBig))
    }

    @Test(arguments: [0, 125, 126, 65_535, 65_536])
    func `a frame's length is written as the RFC has it`(count: Int) {
        let buffer = WebSocketFrames.text([RoomMessage(text: [UInt8](repeating: 0x61, count: count))])
        let bytes = Array(buffer.readableBytesView)
        #expect(bytes[0] == 0x81)
        switch count {
        case ..<126: #expect(Int(bytes[1]) == count && bytes.count == count + 2)
        case ...65_535: #expect(bytes[1] == 126 && bytes[2..<4].bigEndian == count && bytes.count == count + 4)
        default: #expect(bytes[1] == 127 && bytes[2..<10].bigEndian == count && bytes.count == count + 10)
        }
    }
}
