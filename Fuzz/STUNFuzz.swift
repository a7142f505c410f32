// fuzz-length: 256
import ICE
import SecureTransport

/// Any bytes as a STUN message, from a stranger and from the peer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    checkStranger(bytes)
    guard let message = try? STUNMessage(parsing: bytes) else { return 0 }
    checkRoundTrip(message)
    checkPeer(message, flipping: count)
    return 0
}

private let local = Credentials(usernameFragment: "fuzzfuzz", password: "0123456789abcdefghijkl")
private let remote = Credentials(usernameFragment: "peer", password: "lkjihgfedcba9876543210")
private let key = Array(local.password.utf8)
private let source = TransportAddress(ipv4: 0xC000_0201, port: 5_000)

/// What a reply may add to what was asked.
private let mostAdded = 64

/// The bytes as they came: whatever they are answered with is small, and only the right password moves the peer.
private func checkStranger(_ bytes: [UInt8]) {
    var agent = LiteAgent(local: local, remote: remote)
    _ = LiteAgent.localFragment(in: bytes)
    switch agent.receive(bytes, from: source, now: .zero, authenticator: hmacSHA1) {
    case .answer(let reply):
        guard let message = try? STUNMessage(parsing: bytes) else { preconditionFailure("noise was answered") }
        precondition(message.isAuthentic(in: bytes, key: key, authenticator: hmacSHA1), "a stranger was answered")
        precondition(reply.count <= bytes.count + mostAdded, "an answer is small")
    case .refuse(let reply):
        precondition(reply.count <= bytes.count + mostAdded, "a refusal is small")
        precondition((try? STUNMessage(parsing: reply))?.messageClass == .error, "a refusal is a message")
        precondition(agent.selected == nil, "who is refused is no peer")
    case .ignore:
        precondition(agent.selected == nil, "who is ignored is no peer")
    }
    var client = ControllingAgent(local: remote, remote: local, randomBytes: Array(0..<8), now: .zero)
    let isAnswer = client.receive(bytes, now: .zero, authenticator: hmacSHA1)
    precondition(!isAnswer, "nothing answers what was not asked")
}

private func checkRoundTrip(_ message: STUNMessage) {
    var message = message
    message.attributes.removeAll { $0.type == STUNAttribute.fingerprint }
    guard message.attributes.count < STUNMessage.Limit.attributes else { return }
    let bytes = message.serialized(key: nil, authenticator: hmacSHA1)
    guard var again = try? STUNMessage(parsing: bytes) else { preconditionFailure("what is written reads") }
    again.attributes.removeLast()
    precondition(again == message, "a message survives its own bytes")
}

/// The same attributes in a check with the right credentials, whole and with a bit changed.
private func checkPeer(_ message: STUNMessage, flipping place: Int) {
    let own = [STUNAttribute.username, STUNAttribute.messageIntegrity, STUNAttribute.fingerprint]
    var request = STUNMessage(.request, transactionID: message.transactionID)
    request.attributes =
        [.init(type: STUNAttribute.username, value: Array("fuzzfuzz:peer".utf8))]
        + message.attributes.filter { !own.contains($0.type) }.prefix(STUNMessage.Limit.attributes - 3)
    let bytes = request.serialized(key: key, authenticator: hmacSHA1)
    var agent = LiteAgent(local: local, remote: remote)
    let isRefused = !request.unknownRequiredAttributes.isEmpty || request[STUNAttribute.iceControlled] != nil
    switch agent.receive(bytes, from: source, now: .zero, authenticator: hmacSHA1) {
    case .answer(let reply):
        precondition(!isRefused && agent.selected == source, "a check that is answered selects its source")
        guard let answer = try? STUNMessage(parsing: reply) else { preconditionFailure("an answer is a message") }
        precondition(answer.mappedAddress == source, "an answer tells where the check came from")
        precondition(answer.isAuthentic(in: reply, key: key, authenticator: hmacSHA1), "an answer is sealed")
    case .refuse:
        precondition(isRefused, "a right check is answered")
    case .ignore:
        preconditionFailure("a right check is not ignored")
    }
    // Behind the seal stand only the eight bytes of FINGERPRINT.
    var changed = bytes
    let bit = place % ((bytes.count - 8) * 8)
    changed[bit / 8] ^= 1 << UInt8(bit % 8)
    var other = LiteAgent(local: local, remote: remote)
    if case .answer = other.receive(changed, from: source, now: .zero, authenticator: hmacSHA1) {
        preconditionFailure("a changed check was answered")
    }
}
