import Domain

/// An attempt: who makes it, what they call it, and what they ask for.
struct IdempotentAttempt: Sendable {
    var caller: ViewerID
    var key: IdempotencyKey
    var fingerprint: Fingerprint

    init(caller: ViewerID, key: IdempotencyKey, request: some Encodable) throws {
        self.caller = caller
        self.key = key
        fingerprint = try Fingerprint(of: request)
    }
}
