internal import NIOCore

/// Sits below the WebSocket codec and puts finished frames on the wire.
///
/// What a room says is framed once for all its sockets; sending it through the codec would frame it once for each.
final class SocketWriter: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var context: ChannelHandlerContext?

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    /// One write and one flush; a closed channel swallows it.
    func send(_ buffer: ByteBuffer) {
        context?.writeAndFlush(Self.wrapOutboundOut(buffer), promise: nil)
    }
}
