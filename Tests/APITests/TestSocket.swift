import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// A WebSocket client that is not the server's code: NIO's own client upgrade.
enum TestSocket {
    private typealias Frames = NIOAsyncChannel<WebSocketFrame, WebSocketFrame>

    enum Failure: Error {
        case closed
    }

    /// Opens a socket for the time of `body`.
    static func open<Value: Sendable>(
        port: Int, path: String, headers: [(String, String)] = [],
        _ body: @Sendable (Conversation) async throws -> Value
    ) async throws -> Value {
        let upgraded = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    let upgrader = NIOTypedWebSocketClientUpgrader<Frames?>(
                        maxFrameSize: 1 << 20,
                        upgradePipelineHandler: { channel, _ in
                            channel.eventLoop.makeCompletedFuture {
                                try Frames(wrappingChannelSynchronously: channel)
                            }
                        })
                    var all = HTTPHeaders(headers)
                    all.add(name: "Host", value: "127.0.0.1:\(port)")
                    all.add(name: "Content-Length", value: "0")
                    let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: all)
                    return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(
                        configuration: .init(
                            upgradeConfiguration: NIOTypedHTTPClientUpgradeConfiguration(
                                upgradeRequestHead: head, upgraders: [upgrader],
                                notUpgradingCompletionHandler: { channel in
                                    channel.eventLoop.makeSucceededFuture(nil)
                                })))
                }
            }
        guard let frames = try await upgraded.get() else { throw Failure.closed }
        return try await frames.executeThenClose { inbound, outbound in
            let conversation = Conversation(
                channel: frames.channel, inbound: inbound.makeAsyncIterator(), outbound: outbound)
            return try await body(conversation)
        }
    }

    /// An open socket.
    ///
    /// Unchecked, because the iterator is no sendable value: each is used by one test's one task.
    final class Conversation: @unchecked Sendable {
        let channel: any Channel
        private var inbound: NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator
        private let outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>

        init(
            channel: any Channel, inbound: NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator,
            outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>
        ) {
            self.channel = channel
            self.inbound = inbound
            self.outbound = outbound
        }

        func say(_ text: String) async throws {
            try await send(.text, Array(text.utf8))
        }

        func send(
            _ opcode: WebSocketOpcode, _ payload: [UInt8], masked: Bool = true, final: Bool = true
        ) async throws {
            try await outbound.write(
                WebSocketFrame(
                    fin: final, opcode: opcode, maskKey: masked ? WebSocketMaskingKey.random() : nil,
                    data: ByteBuffer(bytes: payload)))
        }

        /// The next message of a type; what comes before it is passed over.
        func hear(_ type: String) async throws -> [String: Any] {
            while let frame = try await inbound.next() {
                // Nothing the room says is so long: a test that fills buffers does, and need not be decoded.
                guard frame.opcode == .text, frame.data.readableBytes < 100_000 else { continue }
                let object =
                    try JSONSerialization.jsonObject(with: Data(frame.data.readableBytesView)) as? [String: Any]
                if let object, object["type"] as? String == type { return object }
            }
            throw Failure.closed
        }

        /// The type of the next message.
        func hearAny() async throws -> String {
            while let frame = try await inbound.next() {
                guard frame.opcode == .text else { continue }
                let object =
                    try JSONSerialization.jsonObject(with: Data(frame.data.readableBytesView)) as? [String: Any]
                return object?["type"] as? String ?? ""
            }
            throw Failure.closed
        }

        /// The code with which the server closes.
        func hearClose() async throws -> Int {
            while let frame = try await inbound.next() {
                guard frame.opcode == .connectionClose else { continue }
                var data = frame.data
                return data.readInteger(as: UInt16.self).map(Int.init) ?? 1005
            }
            throw Failure.closed
        }
    }
}
