import RTP
@testable import SFU
import Testing

struct TrackTests {
    private let host = SessionID("host")
    private let other = SessionID("other")

    private func at(_ milliseconds: Int64) -> MediaTime { MediaTime(nanoseconds: milliseconds * 1_000_000) }

    @discardableResult
    private func store(
        _ track: Track, _ sequence: Int64, timestamp: UInt32, key: Bool = false, bytes: Int = 10, at milliseconds: Int64
    ) -> StoredPacket? {
        let payload = [UInt8](repeating: UInt8(truncatingIfNeeded: sequence), count: bytes)
        return payload.withUnsafeBytes { payload in
            track.store(
                sequence: sequence, timestamp: RTPTimestamp(rawValue: timestamp), marker: true, startsKeyFrame: key,
                place: LayerPlace(endsFrame: true), orientation: StoredPacket.none, payload: payload,
                now: at(milliseconds))?.pointee
        }
    }

    private func begin(_ track: Track, _ source: SessionID, _ sequence: Int64, _ timestamp: UInt32, at now: Int64) {
        track.begin(
            source: source, sequence: sequence, timestamp: RTPTimestamp(rawValue: timestamp),
            at: track.end(at: at(now)),
            codec: .vp8)
    }

    @Test func `a second host goes on where the first one ended`() throws {
        let track = Track(kind: .video, firstIndex: 100, timeline: Timeline(.video))
        begin(track, host, 70_000, 90_000, at: 0)
        #expect(store(track, 70_000, timestamp: 90_000, key: true, at: 0)?.index == 100)
        #expect(store(track, 70_001, timestamp: 93_000, at: 33)?.index == 101)
        begin(track, other, 5, 4_000_000_000, at: 1_033)
        let first = try #require(store(track, 5, timestamp: 4_000_000_000, key: true, at: 1_033))
        #expect(first.index == 102)
        #expect(first.timestamp == 93_000 + 90_000)
        #expect(store(track, 4, timestamp: 3_999_997_000, at: 1_040) == nil, "what came before the switch stays out")
    }

    @Test func `timestamps advance by a frame even when the next host is there at once`() throws {
        let track = Track(kind: .video, firstIndex: 0, timeline: Timeline(.video))
        begin(track, host, 0, 0, at: 0)
        store(track, 0, timestamp: 0, key: true, at: 0)
        begin(track, other, 9, 500, at: 0)
        #expect(store(track, 9, timestamp: 500, key: true, at: 0)?.timestamp == 3_000)
    }

    @Test func `reordered packets find their place and duplicates are dropped`() {
        let track = Track(kind: .video, firstIndex: 0, timeline: Timeline(.video))
        begin(track, host, 10, 0, at: 0)
        store(track, 10, timestamp: 0, key: true, at: 0)
        #expect(store(track, 12, timestamp: 3_000, at: 33)?.index == 2)
        #expect(store(track, 11, timestamp: 0, at: 34)?.index == 1)
        #expect(store(track, 11, timestamp: 0, at: 35) == nil)
        #expect(track.newest == 2)
    }

    @Test func `a group begins with the first packet of a key frame, however many say they begin one`() {
        let track = Track(kind: .video, firstIndex: 0, timeline: Timeline(.video))
        begin(track, host, 0, 0, at: 0)
        store(track, 0, timestamp: 0, key: true, bytes: 20, at: 0)
        store(track, 1, timestamp: 0, key: true, bytes: 30, at: 0)
        store(track, 2, timestamp: 3_000, bytes: 40, at: 33)
        #expect(track.groupStart == 0)
        #expect(track.groupBytes == 90)
        store(track, 3, timestamp: 6_000, key: true, bytes: 50, at: 66)
        #expect(track.groupStart == 3)
        #expect(track.groupBytes == 50)
    }

    @Test func `a group that no longer fits the history is not offered`() {
        let track = Track(kind: .video, firstIndex: 0, timeline: Timeline(.video))
        begin(track, host, 0, 0, at: 0)
        store(track, 0, timestamp: 0, key: true, at: 0)
        for sequence in 1...Int64(PacketHistory.Limit.videoPackets) {
            store(track, sequence, timestamp: UInt32(sequence) * 3_000, at: sequence)
        }
        #expect(track.groupStart == nil)
    }

    @Test func `nobody who joins is shown a picture of a host who is gone`() {
        let track = Track(kind: .video, firstIndex: 0, timeline: Timeline(.video))
        begin(track, host, 0, 0, at: 0)
        store(track, 0, timestamp: 0, key: true, at: 0)
        #expect(track.groupStart == 0)
        track.interrupt()
        #expect(track.groupStart == nil)
    }

    @Test func `parameters that come behind their slices open the group`() {
        let track = Track(kind: .video, firstIndex: 0, timeline: Timeline(.video))
        begin(track, host, 0, 0, at: 0)
        store(track, 0, timestamp: 0, key: true, at: 0)
        store(track, 4, timestamp: 3_000, key: true, at: 1)
        #expect(track.groupStart == 4)
        store(track, 3, timestamp: 3_000, key: true, at: 2)
        #expect(track.groupStart == 3)
    }

    @Test func `a packet is lengthened before it is first sent and never after`() throws {
        let history = PacketHistory(capacity: 4)
        let bytes: [UInt8] = [1, 2, 3]
        bytes.withUnsafeBytes { history.store(StoredPacket(index: 1, payloadLength: 3), payload: $0) }
        let packet = try #require(history.packet(at: 1))
        history.pad(packet, to: 6)
        #expect(Array(history.payload(of: packet)) == [1, 2, 3, 0, 0, 3])
        #expect(packet.pointee.isPadded)
        history.settle(packet)
        history.pad(packet, to: 8)
        #expect(history.payload(of: packet).count == 6)
    }

    @Test func `reports follow the host's clock once it has told it`() throws {
        let track = Track(kind: .video, firstIndex: 0, timeline: Timeline(.video))
        begin(track, host, 0, 1_000, at: 0)
        store(track, 0, timestamp: 1_000, key: true, at: 0)
        let wall = NTPTime(unixNanoseconds: 1_700_000_000_000_000_000)
        let isFirst = track.setReference(RTPTimestamp(rawValue: 1_000), wall: wall, at: at(500))
        let isAgain = track.setReference(RTPTimestamp(rawValue: 1_000), wall: wall, at: at(500))
        #expect(isFirst && !isAgain)
        let report = try #require(track.report(at: at(1_500), wall: NTPTime(unixNanoseconds: 0)))
        #expect(report.timestamp.rawValue == 91_000)
        #expect(abs(report.wall.unixNanoseconds - 1_700_000_001_000_000_000) < 1_000)
    }
}
