/// Offers in the shapes that deployed clients send; values invented, lines as they write them.
enum Offers {
    private static let digest = Array(repeating: "A5", count: 32).joined(separator: ":")

    /// Lines of one text, ended as the standard says.
    static func text(_ lines: String) -> String {
        lines.split(separator: "\n").joined(separator: "\r\n") + "\r\n"
    }

    /// The rtpmap, feedback and retransmission lines of a video format as Chromium writes them.
    private static func video(_ type: Int, _ name: String, _ parameters: String? = nil, rtx: Int) -> String {
        var lines = ["a=rtpmap:\(type) \(name)/90000"]
        for feedback in ["goog-remb", "transport-cc", "ccm fir", "nack", "nack pli"] {
            lines.append("a=rtcp-fb:\(type) \(feedback)")
        }
        if let parameters { lines.append("a=fmtp:\(type) \(parameters)") }
        return (lines + ["a=rtpmap:\(rtx) rtx/90000", "a=fmtp:\(rtx) apt=\(type)"]).joined(separator: "\n")
    }

    private static func chromiumTransport(_ mid: Int) -> String {
        """
        c=IN IP4 0.0.0.0
        a=rtcp:9 IN IP4 0.0.0.0
        a=ice-ufrag:lwh/
        a=ice-pwd:Sx+z0/T+2c/TT7bn5kOqISJ4
        a=ice-options:trickle
        a=fingerprint:sha-256 \(digest)
        a=setup:actpass
        a=mid:\(mid)
        """
    }

    private static let chromiumVideo = """
        a=rtcp-mux
        a=rtcp-rsize
        a=rtcp-xr:rcvr-rtt=all
        \(video(96, "VP8", rtx: 97))
        \(video(102, "H264", "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f", rtx: 103))
        \(video(104, "H264", "level-asymmetry-allowed=1;packetization-mode=0;profile-level-id=42001f", rtx: 107))
        \(video(108, "H264", "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f", rtx: 109))
        \(video(45, "AV1", "level-idx=5;profile=0;tier=0", rtx: 46))
        \(video(98, "VP9", "profile-id=0", rtx: 99))
        \(video(100, "VP9", "profile-id=2", rtx: 101))
        a=rtpmap:118 red/90000
        a=rtpmap:119 rtx/90000
        a=fmtp:119 apt=118
        a=rtpmap:120 ulpfec/90000
        """

    private static let chromiumAudio = """
        a=rtcp-mux
        a=rtcp-rsize
        a=rtpmap:111 opus/48000/2
        a=rtcp-fb:111 transport-cc
        a=fmtp:111 minptime=10;useinbandfec=1
        a=rtpmap:63 red/48000/2
        a=fmtp:63 111/111
        a=rtpmap:9 G722/8000
        a=rtpmap:0 PCMU/8000
        a=rtpmap:13 CN/8000
        """

    /// Chromium with camera and microphone, sendonly, candidates gathered.
    static let chromiumPublish = text(
        """
        v=0
        o=- 6483713292640375851 2 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0 1
        a=extmap-allow-mixed
        a=msid-semantic: WMS bad2e0ab
        m=audio 59894 UDP/TLS/RTP/SAVPF 111 63 9 0 13
        \(chromiumTransport(0))
        a=candidate:1887445208 1 udp 2122194687 192.0.2.2 59894 typ host generation 0 network-id 1
        a=candidate:240108096 1 tcp 1518214911 192.0.2.2 9 typ host tcptype active generation 0 network-id 1
        a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
        a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
        a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
        a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
        a=sendonly
        a=msid:bad2e0ab 21613b0c
        \(chromiumAudio)
        a=ssrc:2099883290 cname:NuUc7XWdz+nEpeQi
        a=ssrc:2099883290 msid:bad2e0ab 21613b0c
        m=video 59487 UDP/TLS/RTP/SAVPF 96 97 102 103 104 107 108 109 45 46 98 99 100 101 118 119 120
        \(chromiumTransport(1))
        a=candidate:1887445208 1 udp 2122194687 192.0.2.2 59487 typ host generation 0 network-id 1
        a=extmap:14 urn:ietf:params:rtp-hdrext:toffset
        a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
        a=extmap:13 urn:3gpp:video-orientation
        a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
        a=extmap:5 http://www.webrtc.org/experiments/rtp-hdrext/playout-delay
        a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
        a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
        a=sendonly
        a=msid:bad2e0ab 3d235c0e
        \(chromiumVideo)
        a=ssrc-group:FID 2965138477 100713122
        a=ssrc:2965138477 cname:NuUc7XWdz+nEpeQi
        a=ssrc:2965138477 msid:bad2e0ab 3d235c0e
        a=ssrc:100713122 cname:NuUc7XWdz+nEpeQi
        a=ssrc:100713122 msid:bad2e0ab 3d235c0e
        """)

    /// Chromium that wants to watch; the video section comes first, no candidates yet.
    static let chromiumPlay = text(
        """
        v=0
        o=- 6032402021480823160 2 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0 1
        a=extmap-allow-mixed
        a=msid-semantic: WMS
        m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 104 107 108 109 45 46 98 99 100 101 118 119 120 49
        \(chromiumTransport(0))
        a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
        a=extmap:3 urn:3gpp:video-orientation
        a=extmap:4 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
        a=extmap:5 http://www.webrtc.org/experiments/rtp-hdrext/playout-delay
        a=extmap:9 urn:ietf:params:rtp-hdrext:sdes:mid
        a=recvonly
        \(chromiumVideo)
        a=rtpmap:49 flexfec-03/90000
        a=fmtp:49 repair-window=10000000
        m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 13
        \(chromiumTransport(1))
        a=extmap:14 urn:ietf:params:rtp-hdrext:ssrc-audio-level
        a=extmap:9 urn:ietf:params:rtp-hdrext:sdes:mid
        a=recvonly
        \(chromiumAudio)
        """)

    /// OBS: H.264 without retransmission, fingerprint at the head, two groups.
    static let obs = text(
        """
        v=0
        o=rtc 3767197920 0 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0 1
        a=group:LS 0 1
        a=msid-semantic:WMS *
        a=ice-options:ice2,trickle
        a=fingerprint:sha-256 \(digest)
        m=audio 57164 UDP/TLS/RTP/SAVPF 111
        c=IN IP4 192.0.2.7
        a=mid:0
        a=sendonly
        a=ssrc:1357986 cname:obs
        a=ssrc:1357986 msid:obs obs-audio
        a=msid:obs obs-audio
        a=rtcp-mux
        a=rtpmap:111 opus/48000/2
        a=fmtp:111 minptime=10;maxaveragebitrate=96000;stereo=1;sprop-stereo=1
        a=setup:actpass
        a=ice-ufrag:7nOq
        a=ice-pwd:U1QX9zQyH2aZ0b8v5kT3mN
        a=candidate:1 1 UDP 2122317823 192.0.2.7 57164 typ host
        a=end-of-candidates
        m=video 57164 UDP/TLS/RTP/SAVPF 96
        c=IN IP4 192.0.2.7
        a=mid:1
        a=sendonly
        a=ssrc:1357987 cname:obs
        a=ssrc:1357987 msid:obs obs-video
        a=msid:obs obs-video
        a=rtcp-mux
        a=rtpmap:96 H264/90000
        a=rtcp-fb:96 nack
        a=rtcp-fb:96 nack pli
        a=rtcp-fb:96 goog-remb
        a=fmtp:96 profile-level-id=64001f;packetization-mode=1;level-asymmetry-allowed=1
        a=setup:actpass
        a=ice-ufrag:7nOq
        a=ice-pwd:U1QX9zQyH2aZ0b8v5kT3mN
        """)

    /// aiortc: three fingerprints, attributes in another order, LF alone.
    static let aiortc = """
        v=0
        o=- 4004217582 4004217582 IN IP4 0.0.0.0
        s=-
        t=0 0
        a=group:BUNDLE 0 1
        a=msid-semantic:WMS *
        m=audio 57162 UDP/TLS/RTP/SAVPF 96 0
        c=IN IP4 192.0.2.2
        a=sendrecv
        a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid
        a=mid:0
        a=msid:a743ab46 4d95d912
        a=rtcp:9 IN IP4 0.0.0.0
        a=rtcp-mux
        a=ssrc:1499665784 cname:408d3be8
        a=rtpmap:96 opus/48000/2
        a=rtpmap:0 PCMU/8000
        a=candidate:f957a2332b1715da3b0ef8ba684454eb 1 udp 2130706431 192.0.2.2 57162 typ host
        a=end-of-candidates
        a=ice-ufrag:SoA7
        a=ice-pwd:p6cfjwvgrsTf7l1CUw1IVn
        a=fingerprint:sha-256 \(digest)
        a=fingerprint:sha-512 \(digest):\(digest)
        a=setup:actpass
        m=video 60022 UDP/TLS/RTP/SAVPF 97 98
        c=IN IP4 192.0.2.2
        a=sendrecv
        a=mid:1
        a=msid:a743ab46 f020312d
        a=rtcp-mux
        a=ssrc-group:FID 2353396069 1185149366
        a=ssrc:2353396069 cname:408d3be8
        a=ssrc:1185149366 cname:408d3be8
        a=rtpmap:97 VP8/90000
        a=rtcp-fb:97 nack
        a=rtcp-fb:97 nack pli
        a=rtpmap:98 rtx/90000
        a=fmtp:98 apt=97
        a=ice-ufrag:SoA7
        a=ice-pwd:p6cfjwvgrsTf7l1CUw1IVn
        a=fingerprint:sha-256 \(digest)
        a=setup:actpass

        """

    /// Firefox: transport at the head, extension directions, wildcard-free feedback, a data section.
    static let firefoxPlay = text(
        """
        v=0
        o=mozilla...THIS_IS_SDPARTA-99.0 8201917215425913422 0 IN IP4 0.0.0.0
        s=-
        t=0 0
        a=fingerprint:sha-256 \(digest)
        a=group:BUNDLE 0 1 2
        a=ice-options:trickle
        a=msid-semantic:WMS *
        m=audio 9 UDP/TLS/RTP/SAVPF 109 9
        c=IN IP4 0.0.0.0
        a=recvonly
        a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
        a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid
        a=fmtp:109 maxplaybackrate=48000;stereo=1;useinbandfec=1
        a=ice-pwd:1d1d6b0a5ee4ed4bd47b1dbd9a1bdd3a
        a=ice-ufrag:5b2d1f0c
        a=mid:0
        a=rtcp-mux
        a=rtpmap:109 opus/48000/2
        a=rtpmap:9 G722/8000/1
        a=setup:actpass
        m=video 9 UDP/TLS/RTP/SAVPF 120 124 121 125 126 127
        c=IN IP4 0.0.0.0
        a=recvonly
        a=extmap:3 urn:ietf:params:rtp-hdrext:sdes:mid
        a=extmap:4 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
        a=extmap:6/recvonly http://www.webrtc.org/experiments/rtp-hdrext/playout-delay
        a=fmtp:126 profile-level-id=42e01f;level-asymmetry-allowed=1;packetization-mode=1
        a=fmtp:120 max-fs=12288;max-fr=60
        a=fmtp:124 apt=120
        a=fmtp:121 max-fs=12288;max-fr=60
        a=fmtp:125 apt=121
        a=fmtp:127 apt=126
        a=ice-pwd:1d1d6b0a5ee4ed4bd47b1dbd9a1bdd3a
        a=ice-ufrag:5b2d1f0c
        a=mid:1
        a=rtcp-fb:120 nack
        a=rtcp-fb:120 nack pli
        a=rtcp-fb:121 nack
        a=rtcp-fb:126 nack
        a=rtcp-mux
        a=rtcp-rsize
        a=rtpmap:120 VP8/90000
        a=rtpmap:124 rtx/90000
        a=rtpmap:121 VP9/90000
        a=rtpmap:125 rtx/90000
        a=rtpmap:126 H264/90000
        a=rtpmap:127 rtx/90000
        a=setup:actpass
        m=application 0 UDP/DTLS/SCTP webrtc-datachannel
        c=IN IP4 0.0.0.0
        a=bundle-only
        a=sendrecv
        a=mid:2
        a=setup:actpass
        a=sctp-port:5000
        a=max-message-size:1073741823
        """)

    /// FFmpeg's WHIP muxer: it waits for the handshake, and offers one format of each kind.
    static let ffmpeg = text(
        """
        v=0
        o=FFmpeg 4489045141692799359 2 IN IP4 127.0.0.1
        s=FFmpegPublishSession
        t=0 0
        a=group:BUNDLE 0 1
        a=extmap-allow-mixed
        a=msid-semantic: WMS
        m=audio 9 UDP/TLS/RTP/SAVPF 111
        c=IN IP4 0.0.0.0
        a=ice-ufrag:a174b4c2
        a=ice-pwd:2d1c8a3f60b94a57a9d0e7c1b2f34d58
        a=fingerprint:sha-256 \(digest)
        a=setup:passive
        a=mid:0
        a=sendonly
        a=msid:FFmpeg audio
        a=rtcp-mux
        a=rtpmap:111 opus/48000/2
        a=ssrc:2310488475 cname:FFmpeg
        a=ssrc:2310488475 msid:FFmpeg audio
        m=video 9 UDP/TLS/RTP/SAVPF 106
        c=IN IP4 0.0.0.0
        a=ice-ufrag:a174b4c2
        a=ice-pwd:2d1c8a3f60b94a57a9d0e7c1b2f34d58
        a=fingerprint:sha-256 \(digest)
        a=setup:passive
        a=mid:1
        a=sendonly
        a=msid:FFmpeg video
        a=rtcp-mux
        a=rtcp-rsize
        a=rtpmap:106 H264/90000
        a=fmtp:106 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42c01f
        a=ssrc:3694813706 cname:FFmpeg
        a=ssrc:3694813706 msid:FFmpeg video
        """)

    /// Pion: everything offered sendrecv, feedback for every format.
    static let pion = text(
        """
        v=0
        o=- 2543567104 1700000000 IN IP4 0.0.0.0
        s=-
        t=0 0
        a=msid-semantic:WMS*
        a=fingerprint:sha-256 \(digest)
        a=extmap-allow-mixed
        a=group:BUNDLE 0
        m=video 9 UDP/TLS/RTP/SAVPF 96 97
        c=IN IP4 0.0.0.0
        a=setup:actpass
        a=mid:0
        a=ice-ufrag:QkTjGcXyAEaVtKgS
        a=ice-pwd:mTYJtBbBPlYRJxpXZnGVcHGxFbOBJAWx
        a=rtcp-mux
        a=rtcp-rsize
        a=rtpmap:96 VP8/90000
        a=rtcp-fb:* nack
        a=rtcp-fb:* nack pli
        a=rtpmap:97 rtx/90000
        a=fmtp:97 apt=96
        a=ssrc:3 cname:pion
        a=sendrecv
        """)

    /// Chromium whose camera comes in three layers, told apart by id; no sources of video declared.
    static let chromiumSimulcast = text(
        """
        v=0
        o=- 1893362547107418306 2 IN IP4 127.0.0.1
        s=-
        t=0 0
        a=group:BUNDLE 0 1
        a=extmap-allow-mixed
        a=msid-semantic: WMS 7c1f0b52
        m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 13
        \(chromiumTransport(0))
        a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
        a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
        a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
        a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
        a=sendonly
        a=msid:7c1f0b52 0d4be1a9
        \(chromiumAudio)
        a=ssrc:3170448231 cname:hQx2kM9vTz0cLw1e
        a=ssrc:3170448231 msid:7c1f0b52 0d4be1a9
        m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 104 107 108 109 45 46 98 99 100 101 118 119 120
        \(chromiumTransport(1))
        a=extmap:14 urn:ietf:params:rtp-hdrext:toffset
        a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
        a=extmap:13 urn:3gpp:video-orientation
        a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
        a=extmap:5 http://www.webrtc.org/experiments/rtp-hdrext/playout-delay
        a=extmap:6 http://www.webrtc.org/experiments/rtp-hdrext/video-content-type
        a=extmap:7 http://www.webrtc.org/experiments/rtp-hdrext/video-timing
        a=extmap:8 http://www.webrtc.org/experiments/rtp-hdrext/color-space
        a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
        a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id
        a=extmap:11 urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id
        a=extmap:12 https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension
        a=sendonly
        a=msid:7c1f0b52 5a90c3de
        \(chromiumVideo)
        a=rid:q send
        a=rid:h send
        a=rid:f send
        a=simulcast:send q;h;f
        """)

    static let all = [chromiumPublish, chromiumPlay, obs, aiortc, firefoxPlay, ffmpeg, pion, chromiumSimulcast]
}

extension String {
    /// With every occurrence of a text replaced.
    func replacing(_ old: String, with new: String) -> String {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(of: old) {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return (parts + [rest]).joined(separator: new)
    }
}
