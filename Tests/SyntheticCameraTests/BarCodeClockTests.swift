import Testing

@testable import SyntheticCamera

struct BarCodeClockTests {
    @Test(arguments: [
        (0, "10" + "00000000000000000000000000000000" + "0000" + "01"),
        (1, "10" + "00000000000000000000000000000001" + "0001" + "01"),
        (0x1234_5678, "10" + "00010010001101000101011001111000" + "1000" + "01"),
        (0x1_0000_0003, "10" + "00000000000000000000000000000011" + "0011" + "01"),
    ])
    func `the row holds start, milliseconds modulo 2³², parity and end`(milliseconds: Int, row: String) {
        #expect(BarCodeClock.pattern(for: .milliseconds(milliseconds)) == UInt64(row, radix: 2))
    }

    @Test(arguments: [PictureFormat.compact, .high])
    func `a decoded frame tells the moment it was drawn for`(format: PictureFormat) throws {
        var camera = try SyntheticCamera(format: format, subject: .moon)
        let decoder = try VP8Decoder()
        for index in 0..<8 {
            let time = Duration.showTime + format.frameInterval * index
            let picture = try #require(try decoder.decode(camera.nextVideo(at: time)[0].bytes))
            let expected = UInt32(
                truncatingIfNeeded: time.components.seconds * 1_000
                    + time.components.attoseconds / 1_000_000_000_000_000)
            #expect(BarCodeReader.read(picture) == expected)
        }
    }
}
