/// The local hours in which most people of a market watch; `["19:00", "22:00"]` in JSON.
///
/// It may pass midnight: the Middle East watches from 22:00 to 02:00.
package struct PrimeTime: Sendable, Hashable, Codable {
    package var from: TimeOfDay
    package var to: TimeOfDay

    package init(from: TimeOfDay, to: TimeOfDay) {
        self.from = from
        self.to = to
    }

    package init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        from = try container.decode(TimeOfDay.self)
        to = try container.decode(TimeOfDay.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(from)
        try container.encode(to)
    }
}
