package import RTP

/// The streams of ours that a peer receives, one of each kind.
package struct OutgoingStreams: Hashable, Sendable {
    package var audio: OutgoingStream
    package var video: OutgoingStream

    package init(audio: OutgoingStream, video: OutgoingStream) {
        self.audio = audio
        self.video = video
    }

    package subscript(kind: MediaKind) -> OutgoingStream {
        switch kind {
        case .audio: audio
        case .video: video
        }
    }
}
