internal import Domain
internal import NIOCore
internal import NIOWebSocket
internal import Rooms

/// One client of a room: frames in, messages to the room; what the room says goes out by ``SocketWriter``.
///
/// Lives on its event loop alone. Nothing here waits for the room, and the room waits for nothing here.
final class RoomSocketHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = Never

    let id: SocketID
    private let ticket: SocketTicket
    private let audience: LoopAudience
    private let writer: SocketWriter
    private let metrics: EdgeMetrics

    private var assembler = WebSocketAssembler()
    private var context: ChannelHandlerContext?
    private var timer: Scheduled<Void>?
    private var hasJoined = false
    /// Skipped since its buffer was full; the room knows nothing of it until it can be written again.
    private var isBehind = false
    private var unanswered = 0
    private var heard = 0
    /// Where the audience keeps this socket while it is welcome; the audience's own.
    var slot: Int?

    init(id: SocketID, ticket: SocketTicket, audience: LoopAudience, writer: SocketWriter, metrics: EdgeMetrics) {
        self.id = id
        self.ticket = ticket
        self.audience = audience
        self.writer = writer
        self.metrics = metrics
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        audience.add(self)
        metrics.sockets.add(1)
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: SocketLimits.join) { [weak self] in
            self?.joinIsDue()
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        audience.remove(self)
        metrics.sockets.add(-1)
        if hasJoined { ticket.room.inbox.yield(.left(id)) }
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = Self.unwrapInboundIn(data)
        switch assembler.receive(WebSocketInput(frame)) {
        case .nothing: break
        case .message(let bytes): take(bytes)
        case .answerPing(let payload): writer.send(WebSocketFrames.pong(payload))
        case .heardPong: unanswered = 0
        case .closed(let code), .fail(let code): close(code)
        }
    }

    private func take(_ bytes: [UInt8]) {
        heard += 1
        guard heard <= SocketLimits.messagesPerSecond else { return close(.policyViolation) }
        if heard == 1 {
            context?.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { [weak self] in self?.heard = 0 }
        }
        do {
            let message = try ClientMessage(parsing: bytes)
            switch message {
            case .join(let join) where !hasJoined:
                hasJoined = true
                timer?.cancel()
                schedulePing()
                tell(.joined(ticket.socket(id), join))
            case _ where hasJoined:
                tell(.said(id, message))
            default:
                deliverOwn(.refused(.notJoined, client: nil))
            }
        } catch {
            deliverOwn(.refused(error, client: nil))
        }
    }

    /// A room that has closed itself takes nothing: the client comes back and opens it again.
    private func tell(_ input: RoomInput) {
        if case .terminated = ticket.room.inbox.yield(input) { close(.serviceRestart) }
    }

    private func joinIsDue() {
        if !hasJoined { close(.policyViolation) }
    }

    private func schedulePing() {
        timer = context?.eventLoop.assumeIsolated().scheduleTask(in: SocketLimits.ping) { [weak self] in self?.ping() }
    }

    private func ping() {
        guard unanswered < SocketLimits.unansweredPings else {
            context?.close(promise: nil)
            return
        }
        unanswered += 1
        writer.send(WebSocketFrames.ping())
        schedulePing()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable, isBehind {
            isBehind = false
            tell(.caughtUp(id))
        }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent: drain()
        case ChannelEvent.inputClosed: context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// Sends what everybody gets; false when this socket cannot take it, and is behind from now on.
    func deliver(_ buffer: ByteBuffer) -> Bool {
        guard let context, context.channel.isWritable else {
            isBehind = true
            return false
        }
        writer.send(buffer)
        return true
    }

    /// Sends something of this socket's own; it may be lost to a full buffer, as a snapshot then replaces it.
    func deliverOwn(_ message: RoomMessage) {
        guard let context, context.channel.isWritable else { return }
        writer.send(WebSocketFrames.text([message]))
    }

    /// The server is leaving: says so, and gives the client a moment to go first.
    private func drain() {
        writer.send(WebSocketFrames.text([.draining(retryAfter: SocketLimits.drainRetry)]))
        context?.eventLoop.assumeIsolated().scheduleTask(in: SocketLimits.drainGrace) { [weak self] in
            self?.close(.goingAway)
        }
    }

    private func close(_ code: WebSocketCloseCode) {
        writer.send(WebSocketFrames.close(code))
        context?.close(promise: nil)
    }
}

extension WebSocketInput {
    fileprivate init(_ frame: WebSocketFrame) {
        opcode =
            switch frame.opcode {
            case .continuation: .continuation
            case .text: .text
            case .binary: .binary
            case .connectionClose: .close
            case .ping: .ping
            case .pong: .pong
            default: .reserved
            }
        isFinal = frame.fin
        isMasked = frame.maskKey != nil
        hasReservedBits = frame.rsv1 || frame.rsv2 || frame.rsv3
        payload = Array(frame.unmaskedData.readableBytesView)
    }
}
