package import Domain

/// What the server sees of a host's stream.
package struct PublisherHealth: Sendable, Hashable {
    package var codec: String
    package var width: Int
    package var height: Int
    package var framesPerSecond: Double
    /// Bits per second, picture and sound.
    package var bitrate: Int
    /// The share of packets that were lost, 0–1.
    package var loss: Double
    /// Nil while nothing tells it: a host that only sends measures it itself.
    package var roundTrip: Duration?
    package var since: Timestamp
    /// How often the host came back to the same show.
    package var resumed: Int

    package init(
        codec: String, width: Int, height: Int, framesPerSecond: Double, bitrate: Int, loss: Double,
        roundTrip: Duration?, since: Timestamp, resumed: Int
    ) {
        self.codec = codec
        self.width = width
        self.height = height
        self.framesPerSecond = framesPerSecond
        self.bitrate = bitrate
        self.loss = loss
        self.roundTrip = roundTrip
        self.since = since
        self.resumed = resumed
    }
}
