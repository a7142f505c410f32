internal import TradewindClient

/// What one run with a number of viewers showed.
struct MediaFigures: Encodable {
    var bench = "media"
    /// Whose figures these are.
    var server: String
    var viewers: Int
    var packetsPerSecond: Double
    /// Server processor time per forwarded packet, less what the show costs without viewers.
    var microseconds: Double
    /// The same with everything the process did.
    var grossMicroseconds: Double
    /// Share of one core that the process takes with the show on the air and nobody watching.
    var idle: Double
    var hotFloor: Double
    var pacedFloor: Double
    var ratioToHotFloor: Double
    var ratioToPacedFloor: Double
    var kibibytesPerViewer: Double
    var loss: Double
    var failedJoins: Int
    var answered: Percentiles?
    var firstPacket: Percentiles?
    var firstPicture: Percentiles?

    mutating func take(_ statistics: [PlaybackStatistics]) {
        answered = Percentiles(statistics.map(\.times.answered))
        firstPacket = Percentiles(statistics.compactMap(\.times.firstPacket))
        firstPicture = Percentiles(statistics.compactMap(\.times.firstPicture))
    }

    var rows: [[String]] {
        [
            ["\(server), viewers", "\(viewers)", failedJoins == 0 ? "" : "\(failedJoins) joins failed"],
            ["forwarded packets/s", packetsPerSecond.decimals(0)],
            [
                "server CPU per forwarded packet", "\(microseconds.decimals(2)) µs",
                "\(grossMicroseconds.decimals(2)) µs with the rest of the process",
            ],
            ["idle server with the show on air", "\((100 * idle).decimals(1)) % of a core"],
            ["floor, as fast as it goes", "\(hotFloor.decimals(2)) µs", "× \(ratioToHotFloor.decimals(2))"],
            ["floor, paced as the show is", "\(pacedFloor.decimals(2)) µs", "× \(ratioToPacedFloor.decimals(2))"],
            ["memory per viewer", "\(kibibytesPerViewer.decimals(0)) KiB"],
            ["loss", "\((100 * loss).decimals(3)) %"],
            ["join: request to answer, p50/p95/p99", answered?.text ?? "–"],
            ["join: request to first packet", firstPacket?.text ?? "–"],
            ["join: request to first key-frame packet", firstPicture?.text ?? "–"],
        ]
    }
}
