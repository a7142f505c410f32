import Domain
import Foundation
import Rooms
import Testing

@testable import API

struct TokenTests {
    let signer = TokenSigner(key: Array(0..<32))
    let now = Timestamp(milliseconds: 1_800_000_000_000)

    func claims(issued: Duration = .zero, life: Duration = .seconds(60)) -> TokenClaims {
        TokenClaims(
            subject: "mai", role: .host, scope: .only(ShowID("demo")), name: "Mai", issuedAt: now + issued,
            expiresAt: now + issued + life, id: "jti")
    }

    @Test func `what is signed is read back`() throws {
        #expect(try signer.verify(signer.sign(claims()), at: now) == claims())
    }

    @Test func `the signature is HS256 as RFC 7515 has it`() throws {
        // RFC 7515, appendix A.1: the key, the signing input and its signature.
        let key = try #require(
            Base64URL.decode(
                Array("AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow".utf8)))
        let input =
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9"
            + ".eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        #expect(
            Base64URL.encode(Sodium.authenticate(Array(input.utf8), with: key))
                == "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    }

    static func forge(_ header: String, _ payload: String, key: [UInt8] = Array(0..<32)) -> String {
        let signed = "\(Base64URL.encode(Array(header.utf8))).\(Base64URL.encode(Array(payload.utf8)))"
        return "\(signed).\(Base64URL.encode(Sodium.authenticate(Array(signed.utf8), with: key)))"
    }

    static let good =
        #"{"iss":"tradewind","sub":"mai","role":"host","show":"*","iat":1800000000,"exp":1800000060,"jti":"j"}"#
    static let header = #"{"alg":"HS256","typ":"JWT"}"#

    @Test(arguments: [
        ("", TokenError.malformed), ("a.b", .malformed), ("a.b.c.d", .malformed), ("...", .malformed),
        (String(repeating: "x", count: 5_000), .malformed),
        (forge(#"{"alg":"none","typ":"JWT"}"#, good), .unsupportedAlgorithm),
        (forge(#"{"alg":"RS256"}"#, good), .unsupportedAlgorithm),
        (forge(#"{"alg":"hs256"}"#, good), .unsupportedAlgorithm),
        (forge(#"{"alg":"HS256","crit":["exp"]}"#, good), .unsupportedAlgorithm),
        (forge(header, good, key: Array(1..<33)), .wrongSignature),
        (String(forge(header, good).dropLast(3)) + "AAA", .wrongSignature),
        (forge(header, good.replacingOccurrences(of: "tradewind", with: "other")), .foreignIssuer),
        (forge(header, good.replacingOccurrences(of: #""host""#, with: #""god""#)), .unknownRole),
        (forge(header, good.replacingOccurrences(of: "1800000060", with: "1799999900")), .expired),
        (forge(header, good.replacingOccurrences(of: "1800000000", with: "1800000061")), .notYetValid),
        (forge(header, good.replacingOccurrences(of: #""jti""#, with: #""nbf":1800000061,"jti""#)), .notYetValid),
        (forge(header, good.replacingOccurrences(of: "1800000060", with: "9223372036854775807")), .malformed),
        (forge(header, good.replacingOccurrences(of: #""mai""#, with: #""""#)), .malformed),
        (forge(header, "[]"), .malformed),
    ])
    func `a token that is not good is refused by name`(token: String, error: TokenError) {
        #expect(throws: error) { try signer.verify(token, at: now) }
    }

    @Test func `no signature is no signature`() {
        let parts = signer.sign(claims()).split(separator: ".")
        #expect(throws: TokenError.wrongSignature) { try signer.verify("\(parts[0]).\(parts[1]).", at: now) }
    }

    @Test(arguments: [(-59, true), (-61, false), (60, true), (61, false)])
    func `a minute of clock skew is forgiven both ways`(seconds: Int, isGood: Bool) {
        let token = signer.sign(
            seconds < 0 ? claims(issued: .seconds(seconds - 60)) : claims(issued: .seconds(seconds)))
        #expect(((try? signer.verify(token, at: now)) != nil) == isGood)
    }

    @Test(arguments: [[UInt8](), [0], [0xFF], [1, 2], [1, 2, 3], Array(0...255)])
    func `base 64 comes back as it went`(bytes: [UInt8]) {
        #expect(Base64URL.decode(Base64URL.encode(bytes).utf8) == bytes)
    }

    @Test(arguments: ["A", "AB=", "A+", "A/", "AAAAA", "AB", "é"])
    func `base 64 has one spelling`(text: String) {
        #expect(Base64URL.decode(Array(text.utf8)) == nil)
    }

    @Test func `a password opens its own hash and no other`() throws {
        let hash = try #require(Sodium.hashPassword(Array("correct horse".utf8)))
        #expect(hash.hasPrefix("$argon2id$"))
        #expect(Sodium.verifyPassword(Array("correct horse".utf8), against: hash))
        #expect(!Sodium.verifyPassword(Array("correct horsf".utf8), against: hash))
        #expect(!Sodium.verifyPassword([], against: hash))
        #expect(!Sodium.verifyPassword(Array("x".utf8), against: "no hash"))
    }
}
