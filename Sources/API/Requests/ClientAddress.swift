internal import Foundation
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

    /// What limits count an address as: an IPv4 address itself, of an IPv6 address the /64 it is in.
    ///
    /// Whoever has one address of a /64 has all of them (RFC 6177, section 2; RFC 4291, section 2.5.1).
    static func network(of address: String) -> String {
        var six = in6_addr()
        guard inet_pton(AF_INET6, address, &six) == 1 else { return address }
        let bytes = withUnsafeBytes(of: six) { Array($0) }
        // An IPv4 address in IPv6 clothes (RFC 4291, section 2.5.5.2).
        if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
            return bytes.suffix(4).map(String.init).joined(separator: ".")
        }
        return bytes.prefix(8).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined() + "/64"
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
