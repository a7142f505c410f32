internal import Foundation
internal import ICE
internal import MediaServer

/// What `doctor` looks at, one small check each.
struct Examination {
    struct Finding: Equatable {
        enum Verdict: String {
            case good = "ok   "
            case doubtful = "look "
            case wrong = "wrong"
        }

        var verdict: Verdict
        var what: String
        var action = ""

        var line: String { "\(verdict.rawValue)  \(what)\(action.isEmpty ? "" : "\n         → \(action)")" }
    }

    private let configuration: ServerConfiguration

    init(_ configuration: ServerConfiguration) {
        self.configuration = configuration
    }

    func findings() -> [Finding] {
        [secureContext(), dataFolder(), dataRights(), pagePort(), mediaPort(), announcedAddress()]
            + [socketBuffers(), descriptors()] + certificates()
    }

    /// Browsers give cameras to secure pages only: HTTPS, or this very machine.
    func secureContext() -> Finding {
        let origin = configuration.origin
        if origin.hasPrefix("https://") {
            return Finding(verdict: .good, what: "\(origin) is a secure page: cameras work.")
        }
        let host = URLComponents(string: origin)?.host ?? ""
        let isLocal = HostPort(host: host, port: 0).isLoopback
        if isLocal, !configuration.http.isEverywhere {
            return Finding(verdict: .good, what: "\(origin) is this machine: browsers here give the camera.")
        }
        return Finding(
            verdict: .wrong,
            what: "\(isLocal ? "http://\(configuration.http.host):\(configuration.http.port)" : origin) "
                + "is not a secure page: browsers elsewhere refuse the camera.",
            action:
                "Give --tls-certificate and --tls-key, or put Caddy in front (docs/operations.md) and give --public-url https://…."
        )
    }

    func dataFolder() -> Finding {
        let path = configuration.data
        do throws(StartError) {
            try DataFolder(path).prepare()
        } catch {
            return Finding(verdict: .wrong, what: error.what, action: error.action)
        }
        do {
            let probe = "\(path)/.doctor"
            try Data("probe".utf8).write(to: URL(fileURLWithPath: probe))
            try FileManager.default.removeItem(atPath: probe)
        } catch {
            return Finding(
                verdict: .wrong, what: "\(path) cannot be written (\(error.localizedDescription)).",
                action: "Make it writable for this user, or give --data another folder.")
        }
        let free = (try? FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize] as? Int64) ?? nil
        if let free, free < 1 << 30 {
            return Finding(
                verdict: .doubtful, what: "\(path) has \(free >> 20) MiB left.",
                action: "Free some space before a show.")
        }
        return Finding(verdict: .good, what: "\(path) can be written.")
    }

    /// Names and addresses of buyers are nobody else's business.
    func dataRights() -> Finding {
        let open = DataFolder(configuration.data).openToOthers
        guard !open.isEmpty else {
            return Finding(verdict: .good, what: "\(configuration.data) is closed to other users of this machine.")
        }
        return Finding(
            verdict: .doubtful,
            what: "\(open.joined(separator: ", ")) can be opened by other users of this machine.",
            action: "chmod go= \(open.joined(separator: " "))")
    }

    func pagePort() -> Finding {
        let address = configuration.http
        do throws(StartError) {
            try PagePort(address: address).probe()
        } catch {
            guard case .pagePort(_, EADDRINUSE) = error else {
                return Finding(verdict: .wrong, what: error.what, action: error.action)
            }
            return inUse("TCP \(address)", flag: "--http", otherwise: "\(error)")
        }
        return Finding(verdict: .good, what: "TCP \(address) is free.")
    }

    /// What to say of a port that is taken: by a server of ours that answers, or else.
    private func inUse(_ port: String, flag: String, otherwise: String) -> Finding {
        if configuration.usesTLS {
            return Finding(
                verdict: .doubtful, what: "\(port) is in use.",
                action: "If no Tradewind is running, choose another port with \(flag).")
        }
        guard PagePort(address: configuration.http).isServed() else {
            return Finding(
                verdict: .wrong, what: otherwise,
                action: "If that program is your Tradewind, give doctor the flags and the environment that it has.")
        }
        return Finding(verdict: .good, what: "\(port) is in use by the server that is running.")
    }

    func mediaPort() -> Finding {
        guard let address = configuration.media.transportAddress else {
            return Finding(
                verdict: .wrong, what: "--media \(configuration.media.host) is not an IP address.",
                action: "Write it like 0.0.0.0:7882 or [::]:7882.")
        }
        do throws(MediaServerError) {
            try MediaServer.probe(address)
        } catch {
            // The text of the error says what to do.
            guard case .portTaken(let taken, EADDRINUSE) = error else {
                return Finding(verdict: .wrong, what: "\(error)")
            }
            let kind = taken.transport == .tcp ? "TCP" : "UDP"
            return inUse("\(kind) \(address)", flag: "--media", otherwise: "\(error)")
        }
        return Finding(verdict: .good, what: "UDP and TCP \(address) are free.")
    }

    func announcedAddress() -> Finding {
        if let bad = configuration.announce.first(where: { HostPort(host: $0, port: 0).transportAddress == nil }) {
            return Finding(
                verdict: .wrong, what: "--announce \(bad) is not an IP address.",
                action: "Write it like 203.0.113.7 or 2001:db8::7.")
        }
        guard configuration.announce.isEmpty else {
            return Finding(
                verdict: .good, what: "Viewers are told to send to \(configuration.announce.joined(separator: ", ")).")
        }
        guard let address = configuration.media.transportAddress else {
            return Finding(verdict: .wrong, what: "No media address to announce.", action: "Give --media.")
        }
        guard !configuration.media.isLoopback else {
            return Finding(
                verdict: configuration.isForThisMachine ? .good : .doubtful,
                what: "Pictures reach viewers on this machine alone.",
                action: configuration.isForThisMachine ? "" : "Give --media 0.0.0.0:\(configuration.media.port).")
        }
        let hosts = MediaServer.announcedByDefault(for: address).map(\.host)
        let isPrivate = hosts.allSatisfy { host in
            host.hasPrefix("10.") || host.hasPrefix("192.168.") || host.hasPrefix("127.") || host.hasPrefix("169.254.")
                || (16...31).contains { block in host.hasPrefix("172.\(block).") }
                // The addresses that IPv6 has for private networks and for one link, and its loopback.
                || host.hasPrefix("fc") || host.hasPrefix("fd") || host.hasPrefix("fe80:") || host == "0:0:0:0:0:0:0:1"
        }
        return Finding(
            verdict: isPrivate ? .doubtful : .good,
            what: "Viewers are told to send to \(hosts.joined(separator: ", ")).",
            action: isPrivate ? "For viewers beyond this network give --announce with the public address." : "")
    }

    func socketBuffers() -> Finding {
        let path = "/proc/sys/net/core/wmem_max"
        let most = (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { Int($0.filter(\.isNumber)) } ?? 0
        guard most < 4 << 20 else { return Finding(verdict: .good, what: "Socket buffers may be \(most >> 20) MiB.") }
        return Finding(
            verdict: .doubtful,
            what: "Socket buffers are limited to \(most >> 10) KiB; bursts to many viewers may be cut.",
            action: "sysctl -w net.core.rmem_max=8388608 net.core.wmem_max=8388608")
    }

    func descriptors() -> Finding {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        guard limit.rlim_cur < 10_000 else {
            return Finding(verdict: .good, what: "\(limit.rlim_cur) descriptors may be open.")
        }
        return Finding(
            verdict: .doubtful, what: "Only \(limit.rlim_cur) descriptors may be open: each room socket needs one.",
            action: "ulimit -n 65536, or LimitNOFILE= in the service file.")
    }

    func certificates() -> [Finding] {
        guard configuration.usesTLS else { return [] }
        return [configuration.certificateFile, configuration.keyFile].map { path in
            FileManager.default.isReadableFile(atPath: path)
                ? Finding(verdict: .good, what: "\(path) can be read.")
                : Finding(
                    verdict: .wrong, what: "\(path) cannot be read.", action: "Check the path and its permissions.")
        }
    }
}
