internal import Foundation

/// The settings under which a Janus of Debian's serves the measured show.
struct JanusSettings {
    /// The mountpoint's id.
    static let mountpoint = 1
    /// The payload types our client offers when VP8 is all it asks for.
    static let videoType: UInt8 = 96
    static let audioType: UInt8 = 98

    /// The port of the interface; picture, sound and the picture's control come in on the three above it.
    let http: UInt16

    var video: UInt16 { http + 1 }
    var audio: UInt16 { http + 2 }
    var control: UInt16 { http + 3 }

    /// Writes the files into a folder that Janus is then started with (`janus -F`).
    func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let files = [
            "janus.jcfg": core(folder), "janus.transport.http.jcfg": transport, "janus.plugin.streaming.jcfg": show,
        ]
        for (name, text) in files {
            try text.write(to: folder.appending(component: name), atomically: true, encoding: .utf8)
        }
    }

    private func core(_ folder: URL) -> String {
        """
        general: {
            configs_folder = "\(folder.path)"
            plugins_folder = "/usr/lib/x86_64-linux-gnu/janus/plugins"
            transports_folder = "/usr/lib/x86_64-linux-gnu/janus/transports"
            events_folder = "/usr/lib/x86_64-linux-gnu/janus/events"
            loggers_folder = "/usr/lib/x86_64-linux-gnu/janus/loggers"
            debug_level = 2
            session_timeout = 0
            event_loops = 1
        }
        media: { ipv6 = false }
        plugins: { disable = "\(Self.libraries(Self.plugins))" }
        transports: { disable = "\(Self.libraries(Self.transports))" }
        events: { broadcast = false }
        """
    }

    private static func libraries(_ names: [String]) -> String {
        names.map { "libjanus_\($0).so" }.joined(separator: ",")
    }

    private static let transports = ["mqtt", "nanomsg", "pfunix", "rabbitmq", "websockets"]
    private static let plugins = [
        "audiobridge", "duktape", "echotest", "lua", "nosip", "recordplay", "sip", "textroom", "videocall", "videoroom",
        "voicemail",
    ]

    private var transport: String {
        """
        general: { json = "compact"  base_path = "/janus"  http = true  port = \(http)  ip = "127.0.0.1"  https = false }
        """
    }

    private var show: String {
        """
        bench: {
            type = "rtp"
            id = \(Self.mountpoint)
            media = (
                { type = "audio"  mid = "0"  label = "a"  port = \(audio)  pt = \(Self.audioType)  codec = "opus" },
                { type = "video"  mid = "1"  label = "v"  port = \(video)  rtcpport = \(control)
                  pt = \(Self.videoType)  codec = "vp8" }
            )
        }
        """
    }
}
