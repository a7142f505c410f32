import Testing

@testable import SyntheticCamera

struct SyntheticCameraErrorTests {
    @Test(arguments: [
        (
            SyntheticCameraError.coderNotStarted(.vp8, reason: "Invalid parameter"),
            "libvpx (VP8) did not start: Invalid parameter"
        ),
        (.frameNotCoded(.opus, reason: "buffer too small"), "libopus (Opus) could not code a frame: buffer too small"),
    ])
    func `an error names the coder and gives its reason`(error: SyntheticCameraError, text: String) {
        #expect(error.description.hasPrefix(text))
    }
}
