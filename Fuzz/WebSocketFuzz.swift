// fuzz-sources: Fuzz/InputReader.swift Sources/API/Sockets/SocketLimits.swift Sources/API/Sockets/WebSocketInput.swift
// fuzz-sources: Sources/API/Sockets/WebSocketAssembler.swift Sources/API/Sockets/WebSocketCloseCode.swift
// fuzz-length: 512

/// Any frames of a client: messages are texts of a bounded length, and nothing is heard after a close.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var input = InputReader(start, count)
    var assembler = WebSocketAssembler()
    var isClosed = false
    var begun = 0
    while !input.isEmpty {
        let frame = frame(&input)
        let reaction = assembler.receive(frame)
        precondition(!isClosed || reaction == .nothing, "nothing is heard after a close")
        switch reaction {
        case .nothing:
            begun += frame.payload.count
            precondition(isClosed || begun <= SocketLimits.message, "what is kept is bounded")
        case .message(let text):
            precondition(frame.isMasked && !frame.hasReservedBits && frame.isFinal, "a message ends with a good frame")
            precondition(text.count <= SocketLimits.message, "a message is bounded")
            precondition(text.count == begun + frame.payload.count, "a message is all of its frames")
            precondition(String(validating: text, as: UTF8.self) != nil, "a message is text")
            begun = 0
        case .answerPing(let payload):
            precondition(payload == frame.payload && payload.count <= SocketLimits.control, "a ping is bounded")
        case .heardPong:
            precondition(frame.opcode == .pong, "a pong is one")
        case .closed(let code):
            precondition(frame.opcode == .close && code == .normal, "a close is one")
            isClosed = true
        case .fail:
            isClosed = true
        }
    }
    return 0
}

/// A byte of flags, a length and a payload; most frames are whole, masked texts.
private func frame(_ input: inout InputReader) -> WebSocketInput {
    let flags = input.byte()
    let opcodes: [WebSocketInput.Opcode] = [.text, .continuation, .text, .ping, .pong, .close, .binary, .reserved]
    return WebSocketInput(
        opcode: opcodes[Int(flags & 7)], isFinal: flags & 8 == 0, isMasked: flags & 0x30 != 0x30,
        hasReservedBits: flags & 0xC0 == 0xC0, payload: input.part())
}
