// fuzz-sources: Fuzz/InputReader.swift
// fuzz-length: 512
import SecureTransport

/// Any datagrams to a server: one that waits, one with half a handshake, one with keys.
///
/// OpenSSL is not compiled with coverage, so the first byte chooses the way. A whole handshake takes as long as a
/// thousand pieces of noise: one input in 256 gets one, with a bit of one of its datagrams changed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var input = InputReader(start, count)
    let sum = UnsafeBufferPointer(start: start, count: count).reduce(0 as UInt32) { $0 &* 31 &+ UInt32($1) }
    if sum % 256 == 0 { checkHandshake(changing: sum / 256) }
    switch input.byte() % 4 {
    case 0: checkConnected(&input)
    // The answer to a good ClientHello costs two operations on curves.
    case 1 where sum % 16 == 0: checkWaiting(&input, first: hello)
    case 2: checkWaiting(&input, first: changedHello(&input))
    default: checkWaiting(&input, first: nil)
    }
    return 0
}

private let ours = context()
private let theirs = context()
private let hello: [UInt8] = {
    let client = connection(.client)
    client.start()
    guard let first = client.takeOutgoing().first else { preconditionFailure("a client speaks first") }
    return first
}()
// Safe: the fuzzer calls from one thread.
nonisolated(unsafe) private let connected: DTLSConnection = {
    let (client, server) = (connection(.client), connection(.server))
    shake(client, server) { _ in }
    guard case .connected = server.state else { preconditionFailure("our own sides agree") }
    return server
}()

private func context() -> DTLSContext {
    do {
        return try DTLSContext(certificate: Certificate())
    } catch {
        preconditionFailure("a context can be made: \(error)")
    }
}

private func connection(_ role: DTLSConnection.Role) -> DTLSConnection {
    do {
        return try DTLSConnection(
            context: role == .server ? ours : theirs, role: role,
            fingerprint: (role == .server ? theirs : ours).certificate.fingerprint)
    } catch {
        preconditionFailure("a connection can be made: \(error)")
    }
}

/// A ClientHello with bytes exchanged: pairs of a place and a value.
private func changedHello(_ input: inout InputReader) -> [UInt8] {
    var changed = hello
    for _ in 0..<input.byte() % 8 {
        let place = Int(input.byte()) << 8 | Int(input.byte())
        changed[place % changed.count] = input.byte()
    }
    return changed
}

private func checkWaiting(_ input: inout InputReader, first: [UInt8]?) {
    let server = connection(.server)
    if let first { receive(first, server) }
    for _ in 0..<8 where !input.isEmpty { receive(input.part(), server) }
    if case .connected = server.state { preconditionFailure("noise connected") }
}

private func checkConnected(_ input: inout InputReader) {
    for _ in 0..<8 where !input.isEmpty {
        connected.receive(input.part())
        precondition(connected.takeOutgoing().isEmpty, "a stranger gets no answer once there are keys")
    }
    guard case .connected = connected.state else {
        preconditionFailure("a stranger ended a connection: \(connected.state)")
    }
}

private func receive(_ datagram: [UInt8], _ server: DTLSConnection) {
    server.receive(datagram)
    let answer = server.takeOutgoing()
    precondition(answer.allSatisfy { $0.count <= 1_200 }, "a datagram fits its path")
    precondition(answer.reduce(0) { $0 + $1.count } <= 4_096, "one datagram brings one flight at most")
}

/// A handshake of our own sides with one bit of one datagram changed: they may fail, but not disagree.
private func checkHandshake(changing choice: UInt32) {
    let (client, server) = (connection(.client), connection(.server))
    var left = Int(choice % 7)
    shake(client, server) { datagram in
        left -= 1
        guard left == 0 else { return }
        let bit = Int(choice / 7) % (datagram.count * 8)
        datagram[bit / 8] ^= 1 << UInt8(bit % 8)
    }
    if case .connected(let one) = client.state, case .connected(let other) = server.state {
        precondition(one.local == other.remote && one.remote == other.local, "both sides have the same keys")
    }
}

private func shake(_ client: DTLSConnection, _ server: DTLSConnection, change: (inout [UInt8]) -> Void) {
    client.start()
    for _ in 0..<8 {
        for var datagram in client.takeOutgoing() {
            change(&datagram)
            server.receive(datagram)
        }
        for var datagram in server.takeOutgoing() {
            change(&datagram)
            client.receive(datagram)
        }
    }
}
