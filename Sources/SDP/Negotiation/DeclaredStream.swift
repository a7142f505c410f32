package import RTP

/// A packet stream that the peer named in advance, with its retransmissions.
package struct DeclaredStream: Hashable, Sendable {
    package var ssrc: SSRC
    package var retransmission: SSRC?
    package var canonicalName: String?

    package init(ssrc: SSRC, retransmission: SSRC? = nil, canonicalName: String? = nil) {
        self.ssrc = ssrc
        self.retransmission = retransmission
        self.canonicalName = canonicalName
    }

    /// The streams of a section, in order; repair streams are listed with what they repair.
    static func all(in section: MediaDescription) -> [DeclaredStream] {
        var repairs: [SSRC: SSRC] = [:]
        for group in section.sourceGroups where group.semantics == .retransmission && group.sources.count == 2 {
            repairs[group.sources[0]] = group.sources[1]
        }
        // Streams for forward error correction are grouped as well, and are no media.
        let secondary = Set(
            section.sourceGroups.filter { $0.semantics != .simulcast }.flatMap { $0.sources.dropFirst() })
        return section.sources.filter { !secondary.contains($0.ssrc) }.map { source in
            DeclaredStream(
                ssrc: source.ssrc, retransmission: repairs[source.ssrc], canonicalName: source.canonicalName)
        }
    }
}
