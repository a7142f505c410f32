/// Why a measurement could not be made.
enum BenchError: Error, CustomStringConvertible {
    case noProcess(Int32)
    case system(call: String, errno: Int32)
    case badAddress(String)
    case refused(String)
    case cryptography(String)

    var description: String {
        switch self {
        case .noProcess(let pid): "There is no process \(pid). Give the server's own process id."
        case .system(let call, let code): "\(call) failed with errno \(code)."
        case .badAddress(let text): "“\(text)” is not an address to measure. Write it as ws://127.0.0.1:8080/…"
        case .refused(let reason): "The server refused: \(reason)"
        case .cryptography(let reason): "OpenSSL refused: \(reason)"
        }
    }
}
