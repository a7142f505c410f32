internal import NIOCore
internal import NIOHTTP1
internal import NIOWebSocket

/// Decides, at the first request of a connection, whether it becomes a room socket or goes on as HTTP.
///
/// NIO's own upgrade handler forgets a request whose upgrade is refused, or that offers another protocol such as `h2c`, and
/// the client waits for ever. Here such a request goes on to the router as an ordinary one, whose answer is the
/// connection's last, because the parser reads nothing behind a request to upgrade.
final class UpgradeHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// How the two outcomes are set up.
    struct Setup {
        /// Whether a request asks for a room.
        let isWanted: (HTTPRequestHead) -> Bool
        let upgrader: NIOTypedWebSocketServerUpgrader<EdgeChannel.Kind>
        let becomeHTTP: (any Channel) throws -> EdgeChannel.Kind
    }

    private enum State {
        case waiting
        /// The admission is being asked; parts wait.
        case deciding(HTTPRequestHead)
        /// Admitted; the request's end is not there yet.
        case admitted(HTTPRequestHead, HTTPHeaders)
        case decided
    }

    /// An upgrade has no body worth the name.
    private static let mostParts = 16

    private let setup: Setup
    private let http: (encoder: HTTPResponseEncoder, decoder: ByteToMessageHandler<HTTPRequestDecoder>)
    private let outcome: EventLoopPromise<EdgeChannel.Kind>
    private var state = State.waiting
    private var parts: [HTTPServerRequestPart] = []

    init(
        setup: Setup, encoder: HTTPResponseEncoder, decoder: ByteToMessageHandler<HTTPRequestDecoder>,
        outcome: EventLoopPromise<EdgeChannel.Kind>
    ) {
        self.setup = setup
        http = (encoder, decoder)
        self.outcome = outcome
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = Self.unwrapInboundIn(data)
        parts.append(part)
        switch (state, part) {
        case (.waiting, .head(let head)):
            if setup.isWanted(head) { decide(head, context) } else { goOn(context) }
        case (.admitted(let head, let headers), .end):
            upgrade(head, headers, context)
        default:
            if parts.count > Self.mostParts { context.close(promise: nil) }
        }
    }

    private func decide(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        state = .deciding(head)
        setup.upgrader.buildUpgradeResponse(
            channel: context.channel, upgradeRequest: head, initialResponseHeaders: HTTPHeaders()
        ).hop(to: context.eventLoop).assumeIsolated().whenComplete { result in
            guard case .deciding = self.state else { return }
            switch result {
            case .failure:
                self.goOn(context)
            case .success(let headers):
                if case .end? = self.parts.last {
                    self.upgrade(head, headers, context)
                } else {
                    self.state = .admitted(head, headers)
                }
            }
        }
    }

    /// Answers 101 and changes the pipeline from HTTP to WebSocket.
    private func upgrade(_ head: HTTPRequestHead, _ headers: HTTPHeaders, _ context: ChannelHandlerContext) {
        state = .decided
        let pipeline = context.pipeline.syncOperations
        let answer = HTTPResponseHead(version: .http1_1, status: .switchingProtocols, headers: headers)
        pipeline.removeHandler(http.decoder).assumeIsolated().flatMap {
            context.writeAndFlush(Self.wrapOutboundOut(.head(answer)))
        }.flatMap {
            pipeline.removeHandler(self.http.encoder)
        }.flatMap {
            self.setup.upgrader.upgrade(channel: context.channel, upgradeRequest: head)
        }.whenComplete { result in
            self.outcome.completeWith(result)
            if case .failure = result { context.close(promise: nil) }
            pipeline.removeHandler(self, promise: nil)
        }
    }

    /// Hands the connection, with what was read of it, to the router.
    private func goOn(_ context: ChannelHandlerContext) {
        state = .decided
        do {
            outcome.succeed(try setup.becomeHTTP(context.channel))
        } catch {
            outcome.fail(error)
            context.close(promise: nil)
            return
        }
        for part in parts { context.fireChannelRead(Self.wrapInboundOut(Self.ordinary(part))) }
        parts = []
        context.fireChannelReadComplete()
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    /// A request that asked to upgrade, as one that does not, and that is the connection's last.
    private static func ordinary(_ part: HTTPServerRequestPart) -> HTTPServerRequestPart {
        guard case .head(var head) = part, head.headers.contains(name: "Upgrade") else { return part }
        head.headers.remove(name: "Upgrade")
        head.headers.replaceOrAdd(name: "Connection", value: "close")
        return .head(head)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if case .decided = state {
        } else {
            state = .decided
            outcome.fail(ChannelError.eof)
        }
        context.fireChannelInactive()
    }

    /// A connection that has asked nothing is not waited for, neither by a server that leaves nor after its own end.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch (state, event) {
        case (.waiting, is ChannelShouldQuiesceEvent), (.waiting, ChannelEvent.inputClosed): context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// What cannot be parsed as a first request is told so, and gone.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard case .waiting = state, error is HTTPParserError else { return context.close(promise: nil) }
        let head = HTTPResponseHead(
            version: .http1_1, status: .badRequest, headers: ["Connection": "close", "Content-Length": "0"])
        context.write(Self.wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(Self.wrapOutboundOut(.end(nil)), promise: nil)
        context.close(promise: nil)
    }
}
