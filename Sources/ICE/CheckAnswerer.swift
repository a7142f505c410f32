/// Answers a peer's connectivity checks (RFC 8445, section 7.3).
struct CheckAnswerer: Sendable {
    enum Outcome {
        case answer([UInt8], isNominated: Bool)
        /// The check proved nothing.
        case refuse([UInt8])
        case ignore
    }

    var local: Credentials
    var remote: Credentials
    /// The attribute of the role that is ours: a peer who claims it too is refused.
    let ownRole: UInt16

    func receive(
        _ bytes: [UInt8], from source: TransportAddress, authenticator: MessageAuthenticator
    ) -> Outcome {
        guard let message = try? STUNMessage(parsing: bytes), message.method == STUNMessage.bindingMethod,
            message.messageClass == .request
        else { return .ignore }
        guard let username = message[STUNAttribute.username], message[STUNAttribute.messageIntegrity] != nil else {
            return .refuse(error(400, "Bad Request", to: message, authenticator))
        }
        guard username == Array("\(local.usernameFragment):\(remote.usernameFragment)".utf8),
            message.isAuthentic(in: bytes, key: Array(local.password.utf8), authenticator: authenticator)
        else {
            return .refuse(error(401, "Unauthorized", to: message, authenticator))
        }
        let unknown = message.unknownRequiredAttributes
        guard unknown.isEmpty else {
            return .refuse(error(420, "Unknown Attribute", to: message, unknown: unknown, authenticator))
        }
        guard message[ownRole] == nil else {
            return .refuse(error(487, "Role Conflict", to: message, authenticator))
        }
        var response = STUNMessage(.success, transactionID: message.transactionID)
        response.attributes.append(
            .init(type: STUNAttribute.xorMappedAddress, value: response.xorMappedValue(for: source)))
        return .answer(
            response.serialized(key: Array(local.password.utf8), authenticator: authenticator),
            isNominated: message[STUNAttribute.useCandidate] != nil)
    }

    private func error(
        _ code: Int,
        _ reason: String,
        to request: STUNMessage,
        unknown: [UInt16] = [],
        _ authenticator: MessageAuthenticator
    ) -> [UInt8] {
        var response = STUNMessage(.error, transactionID: request.transactionID)
        let value = [0, 0, UInt8(code / 100), UInt8(code % 100)] + Array(reason.utf8)
        response.attributes.append(.init(type: STUNAttribute.errorCode, value: value))
        if !unknown.isEmpty {
            let listed = unknown.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
            response.attributes.append(.init(type: STUNAttribute.unknownAttributes, value: listed))
        }
        return response.serialized(key: nil, authenticator: authenticator)
    }
}
