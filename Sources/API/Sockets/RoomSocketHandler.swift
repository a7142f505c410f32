internal import Domain
internal import NIOCore
internal import NIOWebSocket
internal import Rooms

/// One client of a room: frames in, messages to the room; what the room says goes out by ``SocketWriter``.
///
/// Lives on its event loop alone. Nothing here waits for the room, and the room waits for nothing here.
final class RoomSocketHandler: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundIn = Never
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
    private var load = SocketLoad()
    private var isClosing = false
    /// A read that waits until what was answered to earlier ones has left.
    private var owesRead = false
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
        // What was read along with the reason for closing is not heard any more.
        guard !isClosing else { return }
        guard load.takesFrame() else { return close(.policyViolation) }
        forgetLoadLater()
        // Somebody who left the team comes back with the rights of today, at the latest with the next pong.
        guard ticket.isGood() else { return sendAway() }
        switch assembler.receive(WebSocketInput(frame)) {
        case .nothing: break
        case .message(let bytes): take(bytes)
        case .answerPing(let payload): answerPing(payload)
        case .heardPong: unanswered = 0
        case .closed(let code), .fail(let code): close(code)
        }
    }

    /// A client that asks and does not read gets no answer: pongs are the one thing that it could pile up here.
    private func answerPing(_ payload: [UInt8]) {
        guard let context, context.channel.isWritable else { return }
        writer.send(WebSocketFrames.pong(payload))
    }

    /// The first frame of a second begins its count.
    private func forgetLoadLater() {
        guard load.frames == 1 else { return }
        context?.eventLoop.assumeIsolated().scheduleTask(in: .seconds(1)) { [weak self] in self?.load = SocketLoad() }
    }

    private func take(_ bytes: [UInt8]) {
        guard load.takesMessage() else { return close(.policyViolation) }
        do {
            let message = try ClientMessage(parsing: bytes)
            switch message {
            case .join(let join) where !hasJoined:
                hasJoined = true
                timer?.cancel()
                schedulePing()
                tell(.joined(ticket.socket(id), ticket.checked(join)))
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

    /// Nothing is read from a client that does not read.
    func read(context: ChannelHandlerContext) {
        owesRead = !context.channel.isWritable
        if !owesRead { context.read() }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable, owesRead {
            owesRead = false
            context.read()
        }
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

    /// The room cannot serve this socket: its client may come back at once.
    func sendAway() {
        close(.serviceRestart)
    }

    private func close(_ code: WebSocketCloseCode) {
        isClosing = true
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
