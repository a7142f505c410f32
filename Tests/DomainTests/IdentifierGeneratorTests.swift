import Domain
import Testing

/// Ids that sort by time.
struct IdentifierGeneratorTests {
    @Test func `ids are 26 characters of Crockford's alphabet and carry their time in front`() throws {
        let clock = try ManualClock("1970-01-01T00:00:00.001Z")
        let id: OrderID = IdentifierGenerator(clock: clock, random: SeededGenerator(seed: 1)).next()
        #expect(id.rawValue.hasPrefix("0000000001"))
        #expect(id.rawValue.count == 26)
        #expect(id.rawValue.allSatisfy { "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains($0) })
    }

    @Test func `ids rise within a millisecond and while the clock steps back`() throws {
        let clock = try ManualClock()
        let generator = IdentifierGenerator(clock: clock)
        var last: OrderID = generator.next()
        for step in 0..<10_000 {
            if step % 100 == 0 { clock.advance(by: .milliseconds(step % 300 == 0 ? -7 : 3)) }
            let next: OrderID = generator.next()
            #expect(next > last)
            last = next
        }
    }

    @Test func `when the random bits are spent the next millisecond is borrowed`() throws {
        let clock = try ManualClock("1970-01-01T00:00:00.001Z")
        let generator = IdentifierGenerator(clock: clock, random: AllOnes())
        let first: OrderID = generator.next(), second: OrderID = generator.next()
        #expect(first.rawValue == "0000000001ZZZZZZZZZZZZZZZZ")
        #expect(second.rawValue == "00000000020000000000000000")
    }

    @Test func `ids made at once on many threads differ`() async throws {
        let generator = IdentifierGenerator(clock: try ManualClock())
        let ids = await withTaskGroup(of: [OrderID].self) { group in
            for _ in 0..<8 { group.addTask { (0..<1_000).map { _ in generator.next() } } }
            return await group.reduce(into: Set<OrderID>()) { $0.formUnion($1) }
        }
        #expect(ids.count == 8_000)
    }
}

/// The largest number there is, always.
private struct AllOnes: RandomNumberGenerator {
    mutating func next() -> UInt64 { .max }
}
