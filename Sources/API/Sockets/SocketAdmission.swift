internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Rooms

/// Decides who may open a room socket, before the connection becomes one.
struct SocketAdmission: Sendable {
    let authenticator: Authenticator
    let sessions: Sessions
    let shows: Shows
    let hub: RoomHub
    let addresses: ClientAddress
    let origins: OriginRule
    let limiter: RateLimiter
    let seats: SocketSeats
    let drain: DrainState

    /// The show a path asks for, if it is one of a socket.
    static func show(inPath path: Substring) -> ShowID? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0].isEmpty, parts[1] == "shows", parts[3] == "socket", !parts[2].isEmpty else {
            return nil
        }
        return ShowID(String(parts[2]))
    }

    /// Lets a client in, with a session of its own where it brought none; the seat it takes is given back by the caller.
    func admit(
        show: ShowID, authority: String?, headers: HTTPFields, token: String?, peer: SocketAddress?
    ) async throws -> SocketTicket {
        let address = addresses.resolve(peer: peer, forwarded: headers[values: .forwardedFor])
        let network = ClientAddress.network(of: address)
        if let wait = limiter.wait(.media, for: network) { throw Problem.tooMany(retryAfter: wait) }
        let (found, caller) = try await check(
            show: show, authority: authority, headers: headers, token: token, network: network)
        guard seats.take(network) else { throw Self.full }
        do {
            let session = try await sessions.open(for: caller, acceptLanguage: headers[.acceptLanguage])
            let role = caller?.role(in: show) ?? .viewer
            let revocations = authenticator.revocations
            return SocketTicket(
                room: try await hub.room(of: show), viewer: session.visitor.id,
                name: Self.name(of: session.visitor, as: role, in: found), role: role, market: session.visitor.market,
                network: network,
                markets: sessions.markets, isGood: { caller.map { !revocations.contains($0.claims) } ?? true },
                cookie: session.cookie)
        } catch {
            seats.leave(network)
            throw error
        }
    }

    /// A host who chose no name speaks under the show's.
    private static func name(of visitor: Visitor, as role: Role, in show: Show) -> String {
        role >= .host && GuestName.isOne(visitor.name) && !show.host.isEmpty ? show.host : visitor.name
    }

    /// The show, and who the client is; throws when it may not come in.
    func check(
        show: ShowID, authority: String?, headers: HTTPFields, token: String?, network: String
    ) async throws -> (show: Show, caller: Caller?) {
        guard !drain.isDraining else { throw Problem.draining }
        guard origins.allows(origin: headers[.origin], host: authority) else { throw Problem.foreignOrigin }
        guard seats.hasRoom(for: network) else { throw Self.full }
        let found = try await shows.find(show)
        let caller =
            try token.map { Caller(claims: try authenticator.claims($0), source: .bearer) }
            ?? authenticator.caller(headers: headers)
        try found.admit(caller)
        return (found, caller)
    }

    private static let full = Problem.tooMany(retryAfter: SocketLimits.seatRetry)
}
