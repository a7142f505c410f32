// fuzz-sources: Sources/API/Tokens/Base64URL.swift Sources/API/Tokens/SessionCookie.swift
// fuzz-sources: Sources/API/Tokens/ShowScope.swift Sources/API/Tokens/Sodium.swift Sources/API/Tokens/TokenClaims.swift
// fuzz-sources: Sources/API/Tokens/TokenError.swift Sources/API/Tokens/TokenLimits.swift
// fuzz-sources: Sources/API/Tokens/TokenUse.swift
// fuzz-sources: Sources/API/Tokens/TokenSigner.swift Sources/API/Requests/JSONBody.swift
// fuzz-sources: Sources/Rooms/Audience/Role.swift
// fuzz-length: 640
import Domain

/// Any text as a token and as a cookie; any claims under a good signature, and with a bit of that token changed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let text = String(decoding: bytes, as: UTF8.self)
    precondition((try? signer.verify(text, at: now)) == nil, "noise is no token")
    if let value = SessionCookie.value(in: [text]) {
        precondition(!value.contains(";") && value.utf8.count <= text.utf8.count, "a cookie ends where it ends")
    }
    if let decoded = Base64URL.decode(bytes) {
        precondition(Array(Base64URL.encode(decoded).utf8) == bytes, "a text of base 64 is the only one")
    }
    precondition(Base64URL.decode(Base64URL.encode(bytes).utf8) == bytes, "base 64 gives back what it took")
    checkSigned(bytes, header: Array(#"{"alg":"HS256","typ":"JWT"}"#.utf8))
    // Half of the inputs are a header as well, for the sake of speed.
    if count % 2 == 0 { checkSigned(Array(#"{"iss":"tradewind"}"#.utf8), header: bytes) }
    return 0
}

private let key = [UInt8](repeating: 5, count: TokenLimits.keyBytes)
private let signer = TokenSigner(key: key)
private let now = Timestamp(milliseconds: 1_800_000_000_000)

private func checkSigned(_ payload: [UInt8], header: [UInt8]) {
    let signed = "\(Base64URL.encode(header)).\(Base64URL.encode(payload))"
    let token = "\(signed).\(Base64URL.encode(Sodium.authenticate(Array(signed.utf8), with: key)))"
    guard let claims = try? signer.verify(token, at: now) else { return }
    precondition(claims.expiresAt + TokenLimits.clockSkew > now, "a good token is in time")
    precondition(!claims.subject.isEmpty, "a good token names somebody")
    var again = Array(signer.sign(claims).utf8)
    if again.count <= TokenLimits.characters {
        let read = try? signer.verify(String(decoding: again, as: UTF8.self), at: now)
        precondition(read == claims, "what is signed is read")
        let bit = payload.reduce(0 as UInt32) { $0 &* 31 &+ UInt32($1) } % UInt32(again.count * 8)
        again[Int(bit / 8)] ^= 1 << UInt8(bit % 8)
        precondition(
            (try? signer.verify(String(decoding: again, as: UTF8.self), at: now)) == nil, "a changed token is refused")
    }
}
