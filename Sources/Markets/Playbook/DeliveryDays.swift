/// The fewest and the most days a delivery takes; `[5, 9]` in JSON.
package struct DeliveryDays: Sendable, Hashable, Codable {
    package var fewest: Int
    package var most: Int

    /// nil when they are no span of days.
    package init?(fewest: Int, most: Int) {
        guard fewest >= 0, most >= fewest else { return nil }
        self.fewest = fewest
        self.most = most
    }

    package init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        let (fewest, most) = (try container.decode(Int.self), try container.decode(Int.self))
        guard let days = DeliveryDays(fewest: fewest, most: most) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "the fewest days come first and are not negative")
        }
        self = days
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        try container.encode(fewest)
        try container.encode(most)
    }
}
