/// Puts messages together from frames, and knows what RFC 6455 demands of each frame.
struct WebSocketAssembler: Sendable {
    /// What the socket does about a frame.
    enum Reaction: Hashable, Sendable {
        case nothing
        case message([UInt8])
        case answerPing([UInt8])
        case heardPong
        /// The peer closes: answer with the code it may hear, and close.
        case closed(WebSocketCloseCode)
        case fail(WebSocketCloseCode)
    }

    private var partial: [UInt8]?
    private var isClosed = false

    mutating func receive(_ frame: WebSocketInput) -> Reaction {
        // Whatever comes after a close is not read any more (section 1.4).
        guard !isClosed else { return .nothing }
        let reaction = react(to: frame)
        switch reaction {
        case .closed, .fail: isClosed = true
        default: break
        }
        return reaction
    }

    private mutating func react(to frame: WebSocketInput) -> Reaction {
        guard frame.isMasked, !frame.hasReservedBits else { return .fail(.protocolError) }
        switch frame.opcode {
        case .text:
            guard partial == nil else { return .fail(.protocolError) }
            return collect(frame, onto: [])
        case .continuation:
            guard let begun = partial else { return .fail(.protocolError) }
            return collect(frame, onto: begun)
        case .binary:
            return .fail(.unacceptableData)
        case .ping, .pong, .close:
            guard frame.isFinal, frame.payload.count <= SocketLimits.control else { return .fail(.protocolError) }
            return control(frame)
        case .reserved:
            return .fail(.protocolError)
        }
    }

    private mutating func collect(_ frame: WebSocketInput, onto begun: [UInt8]) -> Reaction {
        guard begun.count + frame.payload.count <= SocketLimits.message else { return .fail(.tooBig) }
        let whole = begun + frame.payload
        guard frame.isFinal else {
            partial = whole
            return .nothing
        }
        partial = nil
        return Self.isText(whole) ? .message(whole) : .fail(.invalidText)
    }

    private func control(_ frame: WebSocketInput) -> Reaction {
        switch frame.opcode {
        case .ping: .answerPing(frame.payload)
        case .pong: .heardPong
        default: Self.answer(toClose: frame.payload)
        }
    }

    /// A close carries nothing, or a code that may be sent and a reason that is text (section 5.5.1).
    private static func answer(toClose payload: [UInt8]) -> Reaction {
        guard !payload.isEmpty else { return .closed(.normal) }
        guard payload.count >= 2 else { return .fail(.protocolError) }
        let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
        switch code {
        case 1000...1003, 1007...1014, 3000...4999: break
        default: return .fail(.protocolError)
        }
        return isText(payload.dropFirst(2)) ? .closed(.normal) : .fail(.invalidText)
    }

    private static func isText(_ bytes: some Collection<UInt8>) -> Bool {
        String(validating: bytes, as: UTF8.self) != nil
    }
}
