internal import Domain

/// Snapshots already encoded, one per market, good until the next fact.
struct SnapshotCache {
    private var documents: [MarketID: (revision: Int, json: [UInt8])] = [:]
    private var bodies: [MarketID: (position: Int64, json: [UInt8])] = [:]

    /// The show's document, if nothing but chat has happened since it was drawn.
    func document(for market: MarketID, at revision: Int) -> [UInt8]? {
        documents[market].flatMap { $0.revision == revision ? $0.json : nil }
    }

    mutating func keep(_ document: [UInt8], for market: MarketID, at revision: Int) {
        documents[market] = (revision, document)
        bodies[market] = nil
    }

    /// Everything of the snapshot but the closing `me`.
    mutating func body(for market: MarketID, at position: Int64, document: [UInt8], chat: ChatLog) -> [UInt8] {
        if let kept = bodies[market], kept.position == position { return kept.json }
        var json = Array(#"{"type":"snapshot","id":\#(position),"show":"#.utf8)
        json.append(contentsOf: document)
        json.append(contentsOf: #","chat":"#.utf8)
        json.append(contentsOf: chat.json)
        bodies[market] = (position, json)
        return json
    }
}

/// The part of a snapshot that belongs to one caller.
struct SnapshotMe: Encodable {
    let viewer: ViewerID
    let name: String
    let role: Role
    /// The caller's answer in the vote in front.
    let vote: Int?
}
