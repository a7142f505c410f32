internal import ICE
internal import PacketIO
internal import SecureTransport

extension Reactor {
    /// Opens a socket that reaches the plan's server, and puts the session made for it to work.
    func open(
        _ id: LoopSessionID,
        for plan: SessionPlan,
        _ make: (@escaping ClientSession.Transmit) throws(SecureTransportError) -> any LoopSession
    ) -> Result<Void, ClientError> {
        do throws(ClientError) {
            let socket = try Self.socket(for: plan.addresses[0].family)
            let session: any LoopSession
            do throws(SecureTransportError) {
                session = try make { datagram, address in socket.send(datagram, to: address) }
            } catch {
                throw .cryptography("\(error)")
            }
            add(session, on: socket, as: id)
            return .success(())
        } catch {
            return .failure(error)
        }
    }
}
