import Testing

@testable import SyntheticCamera

struct VP8EncoderTests {
    @Test(arguments: SceneSubject.Shape.allCases)
    func `what is decoded looks like what was drawn`(shape: SceneSubject.Shape) throws {
        var subject = SceneSubject.moon
        subject.shape = shape
        var camera = try SyntheticCamera(subject: subject)
        var scene = SyntheticScene(format: .compact, subject: subject)
        var drawn = PictureBuffer(format: .compact)
        let decoder = try VP8Decoder()
        for index in 0..<15 {
            let time = Duration.showTime + PictureFormat.compact.frameInterval * index
            let picture = try #require(try decoder.decode(camera.nextVideo(at: time)[0].bytes))
            scene.draw(at: time, on: &drawn)
            #expect(picture.width == 640 && picture.height == 360)
            #expect(signalToNoise(drawn.bytes.prefix(640 * 360), picture.luma) > 32)
        }
    }

    @Test func `key frames come first, when asked for, and every two seconds`() throws {
        var camera = try SyntheticCamera(subject: .moon)
        var keyFrames: [Int] = []
        for index in 0..<140 {
            if index == 7 { camera.requestKeyFrame() }
            let frame = try camera.nextVideo(at: .showTime + PictureFormat.compact.frameInterval * index)[0]
            // RFC 7741, section 4.3: the lowest bit of a VP8 frame is 0 in key frames.
            #expect(frame.isKeyFrame == (frame.bytes[0] & 1 == 0))
            if frame.isKeyFrame { keyFrames.append(index) }
        }
        #expect(keyFrames.starts(with: [0, 7]))
        #expect(zip(keyFrames, keyFrames.dropFirst()).allSatisfy { $1 - $0 <= 60 })
        #expect(keyFrames.last ?? 0 >= 80)
    }

    @Test func `timestamps are the time of day on the 90 kHz clock`() throws {
        var camera = try SyntheticCamera(subject: .moon)
        let first = try camera.nextVideo(at: .showTime)[0].timestamp90k
        let second = try camera.nextVideo(at: .showTime + .milliseconds(40))[0].timestamp90k
        #expect(first == UInt32(truncatingIfNeeded: 1_763_690_000_123 * 90))
        #expect(second &- first == 3_600)
    }

    @Test func `a clock that stands still or steps back still gives frames`() throws {
        var camera = try SyntheticCamera(subject: .moon)
        let decoder = try VP8Decoder()
        for time in [Duration.showTime, .showTime, .showTime - .seconds(5), .showTime + .seconds(1)] {
            #expect(try decoder.decode(camera.nextVideo(at: time)[0].bytes) != nil)
        }
    }
}
