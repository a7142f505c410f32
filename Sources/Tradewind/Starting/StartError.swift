internal import Glibc

/// Why a server cannot start here; the text says what to do.
enum StartError: Error, Equatable, CustomStringConvertible {
    case pagePort(HostPort, errno: Int32)
    /// No address of this machine goes by that name.
    case pageHost(HostPort)
    case folderInUse(path: String)
    case folderUnusable(path: String, errno: Int32)

    var description: String { "\(what) \(action)" }

    var what: String {
        switch self {
        case .pagePort(let address, EADDRINUSE): "Port \(address) (TCP, pages) is in use by another program."
        case .pagePort(let address, EACCES): "Port \(address) (TCP, pages) may not be taken by this user."
        case .pagePort(let address, EADDRNOTAVAIL), .pageHost(let address):
            "\(address.host) (--http) is no address of this machine."
        case .pagePort(let address, let code):
            "Port \(address) (TCP, pages) cannot be taken: \(String(cString: strerror(code)))."
        case .folderInUse(let path): "\(path) is in use by another Tradewind that is running."
        case .folderUnusable(let path, let code):
            "The folder \(path) cannot be made or used: \(String(cString: strerror(code)))."
        }
    }

    var action: String {
        switch self {
        case .pagePort(_, EACCES):
            "Ports below 1024 need root or CAP_NET_BIND_SERVICE. Choose another with --http, or HTTP=… make run."
        case .pagePort(_, EADDRNOTAVAIL), .pageHost: "Give one, such as 127.0.0.1:8080, or 0.0.0.0:8080 for all."
        case .pagePort: "Choose another with --http, or HTTP=… make run."
        case .folderInUse: "Stop that one, or give this one a folder of its own with --data, or DATA=… make run."
        case .folderUnusable: "Make it writable for this user, or give another with --data, or DATA=… make run."
        }
    }
}
