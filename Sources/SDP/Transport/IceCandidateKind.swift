/// How an agent came by a candidate (RFC 8445, section 5.1.1).
package enum IceCandidateKind: String, Sendable, Hashable {
    case host
    case serverReflexive = "srflx"
    case peerReflexive = "prflx"
    case relayed = "relay"
}
