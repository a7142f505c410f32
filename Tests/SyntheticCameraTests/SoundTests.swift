import COpus
import Testing

@testable import SyntheticCamera

struct SoundTests {
    /// Decodes packets one by one; `nil` stands for a lost packet, which its successor's redundancy replaces.
    private func decode(_ packets: [EncodedSound?]) throws -> [[Float]] {
        var code: Int32 = 0
        let decoder = try #require(opus_decoder_create(48_000, 2, &code))
        defer { opus_decoder_destroy(decoder) }
        var frames: [[Float]] = []
        for (index, packet) in packets.enumerated() {
            let rescued = packet == nil
            let source = try #require(packet ?? packets[index + 1])
            var samples = [Float](repeating: 0, count: 1_920)
            let count = opus_decode_float(
                decoder, source.bytes, Int32(source.bytes.count), &samples, 960, rescued ? 1 : 0
            )
            #expect(count == 960)
            frames.append(samples)
        }
        return frames
    }

    private func power(_ samples: [Float]) -> Float {
        samples.reduce(0) { $0 + $1 * $1 } / Float(samples.count)
    }

    private func record(_ seconds: Int, from start: Duration = .showTime) throws -> [EncodedSound] {
        var camera = try SyntheticCamera(subject: .moon)
        var packets: [EncodedSound] = []
        for index in 0..<seconds * 50 {
            packets.append(try camera.nextAudio(at: start + SyntheticCamera.audioInterval * index))
        }
        return packets
    }

    @Test func `decoded sound has the power of what was played, and is never silent for long`() throws {
        let packets = try record(4)
        let powers = try decode(packets).map(power)
        #expect(powers.reduce(0, +) / Float(powers.count) > 1e-4)
        #expect(powers.allSatisfy { $0 < 0.25 })
        for start in stride(from: 10, to: powers.count - 50, by: 25) {
            #expect(powers[start..<start + 50].max() ?? 0 > 1e-4)
        }
        let bits = packets.reduce(0) { $0 + $1.bytes.count } * 8 / 4
        #expect((20_000...60_000).contains(bits))
    }

    @Test func `packets follow each other by 960 samples, late driver or not`() throws {
        var camera = try SyntheticCamera(subject: .moon)
        let waits: [Int] = [0, 20, 55, 60, 61, 100]
        var stamps: [UInt32] = []
        for wait in waits { stamps.append(try camera.nextAudio(at: .showTime + .milliseconds(wait)).timestamp48k) }
        #expect(zip(stamps, stamps.dropFirst()).allSatisfy { $1 &- $0 == 960 })
        #expect(stamps[0] == UInt32(truncatingIfNeeded: 1_763_690_000_120 * 48))
        let after = try camera.nextAudio(at: .showTime + .seconds(9)).timestamp48k
        #expect(after == UInt32(truncatingIfNeeded: 1_763_690_009_120 * 48))
    }

    @Test func `a lost packet is rescued from its successor`() throws {
        var packets: [EncodedSound?] = try record(2)
        let whole = try decode(packets)
        let lost = try #require((20..<90).first { power(whole[$0]) > 1e-3 && power(whole[$0 + 1]) > 1e-3 })
        packets[lost] = nil
        let rescued = try decode(packets)[lost]
        let product = zip(rescued, whole[lost]).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        let likeness = product / (power(rescued) * power(whole[lost])).squareRoot() / Float(rescued.count)
        #expect(likeness > 0.8)
    }

    @Test func `the tick starts with the first sample of a second`() {
        let second: Int64 = 48_000 * 1_763_690_001
        var before = [Float](repeating: 0, count: 960), after = before
        Melody().render(from: second - 480, into: &before)
        Melody().render(from: second, into: &after)
        let jump = { (samples: ArraySlice<Float>) in zip(samples, samples.dropFirst(2)).map { abs($0 - $1) }.max() ?? 0
        }
        #expect(jump(after[0..<96]) > 2 * jump(before[0..<958]))
    }

    @Test func `any stretch of the melody is the same however it is cut`() {
        var whole = [Float](repeating: 0, count: 3_840), first = [Float](repeating: 0, count: 1_920), second = first
        Melody().render(from: 47_000, into: &whole)
        Melody().render(from: 47_000, into: &first)
        Melody().render(from: 47_960, into: &second)
        #expect(whole == first + second)
    }
}
