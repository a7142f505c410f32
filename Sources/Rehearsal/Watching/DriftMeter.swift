package import RTP

/// How far a receiver would play picture and sound apart, by what their packets and sender reports say.
///
/// Each packet carries when its content was captured. A receiver knows only the timestamp, and the latest sender report
/// that ties the stream's timestamps to a wall clock (RFC 3550, section 6.4.1). Where both streams' moments are as far from
/// the truth as each other, they are together.
package struct DriftMeter: Sendable {
    /// One stream's report, as it came.
    private struct Anchor {
        var timestamp: RTPTimestamp
        var wall: NTPTime
    }

    private struct Line {
        let clock: ClockRate
        var anchor: Anchor?
        /// The receiver's moment of the latest packet, less the true one.
        var error: MediaSpan?
    }

    private var picture = Line(clock: .video)
    private var sound = Line(clock: .opus)

    package init() {}

    /// How much later the picture would be played than the sound it belongs to; nil until both are known.
    package var distance: MediaSpan? {
        guard let ahead = picture.error, let behind = sound.error else { return nil }
        return ahead - behind
    }

    /// Takes a sender report of a stream.
    package mutating func reported(_ kind: MediaKind, _ timestamp: RTPTimestamp, wall: NTPTime) {
        let anchor = Anchor(timestamp: timestamp, wall: wall)
        if kind == .video { picture.anchor = anchor } else { sound.anchor = anchor }
    }

    /// Takes a packet whose content was captured at a moment since 1970.
    package mutating func arrived(_ kind: MediaKind, _ timestamp: RTPTimestamp, capturedAt nanoseconds: Int64) {
        if kind == .video {
            Self.note(timestamp, nanoseconds, on: &picture)
        } else {
            Self.note(timestamp, nanoseconds, on: &sound)
        }
    }

    private static func note(_ timestamp: RTPTimestamp, _ captured: Int64, on line: inout Line) {
        guard let anchor = line.anchor else { return }
        let ticks = Int64(anchor.timestamp.distance(to: timestamp))
        let moment = anchor.wall.unixNanoseconds + line.clock.span(ofTicks: ticks).nanoseconds
        line.error = MediaSpan(nanoseconds: moment - captured)
    }
}
