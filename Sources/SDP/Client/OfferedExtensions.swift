import RTP

/// The header extensions a client of ours offers, with the ids they have in every section.
enum OfferedExtensions {
    private static let common: [HeaderExtensionURI] = [.mid, .absoluteSendTime, .transportSequenceNumber]

    /// - Parameter isSimulcast: whether packets must tell which layer they belong to.
    static func mappings(_ kind: MediaKind, receives: Bool, isSimulcast: Bool) -> [HeaderExtensionMapping] {
        var uris = common
        if isSimulcast { uris += [.rid, .repairedRID] }
        switch kind {
        case .audio: uris += [.audioLevel]
        case .video: uris += receives ? [.videoOrientation, .playoutDelay] : [.videoOrientation]
        }
        return uris.compactMap { uri in
            // One id for one extension throughout a bundle (RFC 9143, section 9.1).
            guard let place = HeaderExtensionURI.allCases.firstIndex(of: uri),
                let id = HeaderExtensionID(rawValue: UInt8(place + 1))
            else { return nil }
            return HeaderExtensionMapping(id: id, uri: uri)
        }
    }
}
