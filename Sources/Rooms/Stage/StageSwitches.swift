/// Which of two switches are to be turned, and how; nil leaves one as it is.
package struct StageSwitches: Sendable, Hashable {
    package var microphone: Bool?
    package var camera: Bool?

    package init(microphone: Bool? = nil, camera: Bool? = nil) {
        self.microphone = microphone
        self.camera = camera
    }
}
