internal import Foundation
internal import ICE
internal import Rehearsal

/// Whom an attack is for, and what the attacker knows of good people's sessions: more than it could.
struct AttackTarget: Sendable {
    let whip: URL
    let whep: URL
    /// A host's token: for bodies that only a host may send.
    let token: String?
    /// The media port.
    let media: TransportAddress
    /// The descriptions of a good viewer's session.
    let viewer: TappedSignalling.Exchange
    /// The descriptions of the host's session.
    let host: TappedSignalling.Exchange
    /// The line that the host's packets come over: who forges on it has the host's address.
    let hostLine: LinkRelay
}
