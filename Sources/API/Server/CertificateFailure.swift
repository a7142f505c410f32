/// Why HTTPS cannot be spoken with the files that were given; the text says what to do.
enum CertificateFailure: Error, CustomStringConvertible {
    case noChain(path: String)
    case noKey(path: String)
    case foreignKey(path: String, chain: String)

    var description: String {
        switch self {
        case .noChain(let path):
            "\(path) cannot be read as a certificate chain. Give --tls-certificate a readable PEM file."
        case .noKey(let path):
            "\(path) cannot be read as a private key. Give --tls-key a readable PEM file without a password."
        case .foreignKey(let path, let chain):
            "The key \(path) does not belong to the certificate \(chain). Give two PEM files that were made together."
        }
    }
}
