internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1
internal import NIOWebSocket
internal import Rooms
internal import Synchronization

/// One connection: HTTP/1.1 for the router, or a room socket after an upgrade on its first request.
struct EdgeChannel: ServerChildChannel, HTTPChannelHandler {
    /// A connection that has not said yet what it will be.
    struct Value: ServerChildChannelValue {
        let channel: any Channel
        let becomes: EventLoopFuture<Kind>
    }

    enum Kind: Sendable {
        case http(NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>)
        case socket
    }

    let responder: HTTPChannelHandler.Responder
    let admission: SocketAdmission
    let audiences: RoomAudiences
    let isSecure: Bool

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            let encoder = HTTPResponseEncoder()
            // Clients send no frame before they have read the answer (RFC 6455, section 4.1): nothing is left over.
            let decoder = ByteToMessageHandler(
                HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes, limitConfiguration: Self.limits))
            let outcome = channel.eventLoop.makePromise(of: Kind.self)
            let upgrade = UpgradeHandler(
                setup: UpgradeHandler.Setup(
                    isWanted: Self.wantsRoom, upgrader: upgrader(),
                    becomeHTTP: { try becomeHTTP($0, logger: logger) }),
                encoder: encoder, decoder: decoder, outcome: outcome)
            try pipeline.addHandlers(encoder, decoder, upgrade)
            let deadline = channel.eventLoop.scheduleTask(in: SocketLimits.handshake) { channel.close(promise: nil) }
            outcome.futureResult.whenComplete { _ in deadline.cancel() }
            return Value(channel: channel, becomes: outcome.futureResult)
        }
    }

    private static var limits: NIOHTTPDecoderLimitConfiguration {
        var limits = NIOHTTPDecoderLimitConfiguration()
        limits.maxHeaderListSize = RequestLimits.headers
        limits.maxHeaderFieldSize = RequestLimits.headers
        limits.maxHeaderFieldCount = RequestLimits.headerFields
        return limits
    }

    private static func wantsRoom(_ head: HTTPRequestHead) -> Bool {
        head.method == .GET && head.headers[canonicalForm: "Upgrade"].contains { $0.lowercased() == "websocket" }
            && SocketAdmission.show(inPath: URI(head.uri).path[...]) != nil
    }

    private func becomeHTTP(_ channel: any Channel, logger: Logger) throws -> Kind {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: isSecure))
        try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: RequestLimits.idle, logger: logger))
        return .http(
            try NIOAsyncChannel(
                wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true)))
    }

    /// A refused upgrade goes on to the router, whose route for the same path says why.
    private func upgrader() -> NIOTypedWebSocketServerUpgrader<Kind> {
        let admitted = AdmittedTicket()
        return NIOTypedWebSocketServerUpgrader(
            maxFrameSize: SocketLimits.message,
            shouldUpgrade: { channel, head in
                channel.eventLoop.makeFutureWithTask {
                    guard let ticket = try await admit(head, from: channel) else { return nil }
                    channel.closeFuture.whenComplete { _ in admission.seats.leave(ticket.network) }
                    admitted.keep(ticket)
                    return ticket.cookie.map { HTTPHeaders([("Set-Cookie", $0)]) } ?? HTTPHeaders()
                }
            },
            upgradePipelineHandler: { channel, _ in
                channel.eventLoop.makeCompletedFuture {
                    guard let ticket = admitted.take() else { throw ChannelError.inappropriateOperationForState }
                    try becomeSocket(channel, ticket: ticket)
                    return .socket
                }
            })
    }

    private func admit(_ head: HTTPRequestHead, from channel: any Channel) async throws -> SocketTicket? {
        let uri = URI(head.uri)
        guard let show = SocketAdmission.show(inPath: uri.path[...]) else { return nil }
        return try await admission.admit(
            show: show, authority: head.headers.first(name: "Host"),
            headers: HTTPFields(head.headers, splitCookie: false),
            token: uri.queryParameters.get("token"), peer: channel.remoteAddress)
    }

    private func becomeSocket(_ channel: any Channel, ticket: SocketTicket) throws {
        let id = audiences.nextID()
        let audience = audiences.own(ticket.room.show)
        guard let home = audience.settle(id, on: channel.eventLoop) else {
            throw ChannelError.inappropriateOperationForState
        }
        channel.closeFuture.whenComplete { _ in audience.forget(id) }
        let pipeline = channel.pipeline.syncOperations
        let writer = SocketWriter()
        try pipeline.addHandler(writer, position: .before(pipeline.handler(type: WebSocketFrameEncoder.self)))
        try pipeline.addHandler(
            RoomSocketHandler(id: id, ticket: ticket, audience: home, writer: writer, metrics: audiences.metrics))
    }

    func handle(value: Value, logger: Logger) async {
        do {
            switch try await value.becomes.get() {
            case .http(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
            case .socket: try await value.channel.closeFuture.get()
            }
        } catch {
            logger.debug("A connection ended early", metadata: ["error": "\(error)"])
            value.channel.close(promise: nil)
        }
    }
}

/// Carries a ticket from the admission to the pipeline of the same connection.
private final class AdmittedTicket: Sendable {
    private let ticket = Mutex<SocketTicket?>(nil)

    func keep(_ admitted: SocketTicket) {
        ticket.withLock { $0 = admitted }
    }

    func take() -> SocketTicket? {
        ticket.withLock { $0.take() }
    }
}
