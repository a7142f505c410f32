internal import ICE
internal import RTP

/// A session that a loop drives: datagrams and time go in, what it sends goes out by its own closure.
protocol LoopSession: AnyObject {
    /// Whether it is over; the loop then lets go of it.
    var isOver: Bool { get }
    /// When it wants to be ticked before the regular beat; nil where the beat will do.
    var nextDeadline: MediaTime? { get }

    /// Takes one datagram, whose bytes it may overwrite.
    func receive(_ datagram: UnsafeMutableBufferPointer<UInt8>, from source: TransportAddress, at now: MediaTime)
    /// Does what time demands.
    func tick(at now: MediaTime, wall: NTPTime)
    /// Says goodbye to the server.
    func close()
}
