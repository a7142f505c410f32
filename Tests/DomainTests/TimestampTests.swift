import Domain
import Foundation
import Testing

/// Moments as text and back.
struct TimestampTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59.999Z", -1),
            ("2026-11-21T19:00:00.123Z", 1_795_287_600_123),
            ("2026-11-21T20:30:00+01:30", 1_795_287_600_000), ("2026-11-21T14:00:00.1234567-05:00", 1_795_287_600_123),
            ("2000-02-29T00:00:00Z", 951_782_400_000), ("0001-01-01T00:00:00Z", -62_135_596_800_000),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ] as [(String, Int64)])
    func `a time of RFC 3339 is read`(text: String, milliseconds: Int64) throws {
        #expect(try Timestamp(rfc3339: text).milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2026-11-21", "2026-11-21 19:00:00Z", "2026-11-21T19:00:00", "2026-11-21T19:00:00.Z", "2026-11-21T19:00Z",
        "2026-11-21t19:00:00z", "2026-11-21T19:00:00+0100", "2026-11-21T19:00:00ZZ", "2026-11-21T19:00:00.1234567890Z",
        "+026-11-21T19:00:00Z", "2026-1１-21T19:00:00Z", "2026-11-21T19:00:00+01:00:00",
    ])
    func `a text of another form is refused`(text: String) {
        #expect(throws: TimestampError.malformed(text)) { try Timestamp(rfc3339: text) }
    }

    @Test(arguments: [
        "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-04-31T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21T23:60:00Z", "2026-11-21T23:59:60Z",
        "2026-11-21T19:00:00+24:00", "0000-01-01T00:00:00Z",
    ])
    func `a day or an hour that does not exist is refused`(text: String) {
        #expect(throws: TimestampError.outOfRange(text)) { try Timestamp(rfc3339: text) }
    }

    @Test func `every moment is written as it is read`() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<5_000 {
            let moment = Timestamp(
                milliseconds: Int64.random(in: -62_135_596_800_000...253_402_300_799_999, using: &random))
            #expect(try Timestamp(rfc3339: moment.rfc3339) == moment)
        }
    }

    @Test func `text agrees with the system's calendar`() throws {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        var random = SeededGenerator(seed: 6)
        for _ in 0..<200 {
            let moment = Timestamp(milliseconds: Int64.random(in: 0...4_000_000_000_000, using: &random))
            let date = Date(timeIntervalSince1970: Double(moment.milliseconds) / 1_000)
            #expect(moment.rfc3339.prefix(19) == formatter.string(from: date).prefix(19))
        }
    }

    @Test(arguments: ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59.999-23:59"])
    func `an offset does not lead out of the four digits of a year`(text: String) {
        #expect(throws: TimestampError.outOfRange(text)) { try Timestamp(rfc3339: text) }
    }
}
