package import Domain

/// Draws a show as newcomers see it; put together where shows and shop meet.
package protocol SnapshotSource: Sendable {
    /// The JSON of `Show` as `docs/protocols/api.md` gives it, with prices for one market.
    func document(of show: ShowID, in market: MarketID) async throws -> [UInt8]
}
