/// Why a measurement could not be made.
enum BenchError: Error, CustomStringConvertible {
    case noProcess(Int32)
    case system(call: String, errno: Int32)
    case badAddress(String)
    case refused(String)
    case cryptography(String)
    /// With the reason of the first join that failed, where one did.
    case nothingArrived(String?)

    var description: String {
        switch self {
        case .noProcess(let pid): "There is no process \(pid). Give the server's own process id."
        case .system(let call, let code): "\(call) failed with errno \(code)."
        case .badAddress(let text): "“\(text)” is not an address to measure. Write it as ws://127.0.0.1:8080/…"
        case .refused(let reason): "The server refused: \(reason)"
        case .cryptography(let reason): "OpenSSL refused: \(reason)"
        case .nothingArrived(let reason):
            "No packet reached a viewer. \(reason ?? "Every join was answered; look at the server's log.")"
        }
    }
}
