internal import SecureTransport

/// The certificate of an attacker.
enum HostileContext {
    static func make() throws(BenchError) -> DTLSContext {
        do throws(SecureTransportError) {
            return try DTLSContext(certificate: Certificate())
        } catch {
            throw .cryptography("\(error)")
        }
    }
}
