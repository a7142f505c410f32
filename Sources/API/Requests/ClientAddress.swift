internal import HTTPTypes
internal import NIOCore

/// Finds the address of the person behind a connection.
struct ClientAddress: Sendable {
    /// Addresses of proxies that are believed.
    let trustedProxies: Set<String>

    /// The peer itself, or whom a trusted proxy names: the last untrusted entry of `X-Forwarded-For`, read from the right,
    /// because everything left of it was written by the client.
    func resolve(peer: SocketAddress?, forwarded: [String]) -> String {
        let peer = peer?.ipAddress ?? "unknown"
        guard trustedProxies.contains(peer) else { return peer }
        let hops = forwarded.flatMap { $0.split(separator: ",") }.map { $0.trimmingSpaces() }
        let client = hops.reversed().first { !trustedProxies.contains($0) }
        guard let client, Self.isAddress(client) else { return peer }
        return client
    }

    private static func isAddress(_ text: String) -> Bool {
        text.utf8.count <= 45 && (try? SocketAddress(ipAddress: text, port: 0)) != nil
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
