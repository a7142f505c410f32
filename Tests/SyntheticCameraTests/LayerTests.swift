import Testing

@testable import SyntheticCamera

/// One picture coded in several sizes.
struct LayerTests {
    private static let settings = [100_000, 300_000, 1_250_000].map { VP8Settings(bitsPerSecond: $0) }

    @Test(arguments: [PictureFormat.compact, .high])
    func `every layer shows the same picture, each twice the size of the one below`(format: PictureFormat) throws {
        var camera = try SyntheticCamera(format: format, layers: Self.settings, subject: .moon)
        var scene = SyntheticScene(format: format, subject: .moon)
        var whole = PictureBuffer(format: format)
        var half = PictureBuffer(format: format.half)
        var quarter = PictureBuffer(format: format.half.half)
        let decoders = try Self.settings.map { _ in try VP8Decoder() }
        for index in 0...30 {
            let time = Duration.showTime + format.frameInterval * index
            let frames = try camera.nextVideo(at: time)
            let pictures = try zip(decoders, frames).map { try #require(try $0.decode($1.bytes)) }
            #expect(pictures.map(\.width) == [4, 2, 1].map { format.width / $0 })
            #expect(pictures.map(\.height) == [4, 2, 1].map { format.height / $0 })
            #expect(Set(pictures.map(BarCodeReader.read)) == [UInt32(truncatingIfNeeded: time.wholeMilliseconds)])
            #expect(Set(frames.map(\.timestamp90k)).count == 1)
            guard index == 30 else { continue }
            scene.draw(at: time, on: &whole)
            half.halve(whole)
            quarter.halve(half)
            #expect(signalToNoise(quarter.bytes.prefix(pictures[0].luma.count), pictures[0].luma) > 26)
            #expect(signalToNoise(half.bytes.prefix(pictures[1].luma.count), pictures[1].luma) > 28)
        }
    }

    @Test func `every layer keeps to its rate`() throws {
        var camera = try SyntheticCamera(layers: Self.settings, subject: .moon)
        var bits = [0, 0, 0]
        for index in 0..<90 {
            let frames = try camera.nextVideo(at: .showTime + PictureFormat.compact.frameInterval * index)
            for (layer, frame) in frames.enumerated() { bits[layer] += 8 * frame.bytes.count }
        }
        for (bits, settings) in zip(bits, Self.settings) {
            #expect((0.7...1.15).contains(Double(bits) / 3 / Double(settings.bitsPerSecond)))
        }
    }

    @Test(arguments: [(nil, [true, true]), (0, [true, false]), (1, [false, true])] as [(Int?, [Bool])])
    func `a key frame is made in the layer it was asked for`(layer: Int?, expected: [Bool]) throws {
        var camera = try SyntheticCamera(layers: [VP8Settings(), VP8Settings()], subject: .moon)
        var keyFrames: [[Bool]] = []
        for index in 0..<5 {
            if index == 3 { camera.requestKeyFrame(layer: layer) }
            let frames = try camera.nextVideo(at: .showTime + PictureFormat.compact.frameInterval * index)
            keyFrames.append(frames.map(\.isKeyFrame))
        }
        #expect(keyFrames == [[true, true], [false, false], [false, false], expected, [false, false]])
    }

    @Test func `a halved sample is the rounded mean of four, in light and in colour`() {
        let whole = PictureBuffer(format: .compact)
        var half = PictureBuffer(format: .compact.half)
        let (luma, chroma) = (640 * 360, 320 * 180)
        // The last four of each plane: what is off by a row or a plane would miss them.
        for (plane, width, values) in [
            (luma, 640, [10, 11, 12, 13]), (luma + chroma, 320, [255, 255, 255, 255]),
            (luma + 2 * chroma, 320, [0, 0, 0, 1]),
        ] as [(Int, Int, [UInt8])] {
            (whole.bytes[plane - width - 2], whole.bytes[plane - width - 1]) = (values[0], values[1])
            (whole.bytes[plane - 2], whole.bytes[plane - 1]) = (values[2], values[3])
        }
        half.halve(whole)
        let ends = [luma / 4, (luma + chroma) / 4, (luma + 2 * chroma) / 4]
        #expect(ends.map { half.bytes[$0 - 1] } == [12, 255, 0])
        #expect(ends.map { half.bytes[$0 - 2] } == [16, 16, 16])
    }
}
