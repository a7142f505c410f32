import Domain
import Foundation
import Logging
import Rooms
import Synchronization
import Testing

@testable import API

struct LogTests {
    static let token = TokenSigner(key: Array(0..<32)).sign(
        TokenClaims(
            subject: "mai", role: .owner, scope: .all, name: nil, issuedAt: Timestamp(milliseconds: 0),
            expiresAt: Timestamp(milliseconds: 1_000), id: "x"))

    @Test(arguments: [
        "sent \(token)", "Bearer \(token)", "GET /shows/demo/socket?token=abc.def", "/enter/c0de-S3cret opened",
        "/orders?key=0123456789abcdef",
    ])
    func `a secret in a text is not written`(text: String) {
        let redacted = Redaction.redacted(text)
        #expect(redacted.contains(Redaction.replacement))
        for secret in [Self.token, "abc.def", "c0de-S3cret", "0123456789abcdef"] { #expect(!redacted.contains(secret)) }
    }

    @Test(arguments: ["a show ended", "eyJ is how tokens begin", "/enter/ alone", "keyboard=1", "3 of 4 = 75%"])
    func `ordinary text is written as it is`(text: String) {
        #expect(Redaction.redacted(text) == text)
    }

    @Test func `a line is one JSON object without secrets`() throws {
        let lines = Mutex<[[UInt8]]>([])
        let handler = JSONLogHandler(label: "test", level: .info, clock: ManualClock()) { line in
            lines.withLock { $0.append(line) }
        }
        var logger = Logger(label: "test") { _ in handler }
        logger[metadataKey: "show"] = "demo"
        logger.info("paid\nby card", metadata: ["viewer": "mai", "Set-Cookie": "tw_session=1", "level": "fake"])
        logger.debug("not written")
        let written = lines.withLock { $0 }
        #expect(written.count == 1)
        #expect(written[0].filter { $0 == UInt8(ascii: "\n") }.count == 1)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(written[0])) as? [String: String])
        #expect(object["show"] == "demo" && object["viewer"] == "mai" && object["level"] == "info")
        #expect(object["Set-Cookie"] == Redaction.replacement)
        #expect(object["time"]?.hasSuffix("Z") == true)
    }
}
