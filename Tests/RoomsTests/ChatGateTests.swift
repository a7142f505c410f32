import Domain
import Rooms
import Testing

struct ChatGateTests {
    let now = Timestamp(milliseconds: 1_000_000)

    @Test func `five lines pass in five seconds and the sixth waits`() throws {
        var gate = ChatGate(limits: ChatLimits())
        for index in 0..<5 {
            try gate.admit(ViewerID("mai"), address: "192.0.2.1", at: now + .milliseconds(index * 100))
        }
        #expect(throws: Refusal.tooFast(retryAfter: .milliseconds(4_500))) {
            try gate.admit(ViewerID("mai"), address: "192.0.2.1", at: now + .milliseconds(500))
        }
        try gate.admit(ViewerID("mai"), address: "192.0.2.1", at: now + .milliseconds(5_001))
    }

    @Test func `many viewers behind one address share its limit`() throws {
        var gate = ChatGate(limits: ChatLimits())
        for index in 0..<20 { try gate.admit(ViewerID("viewer-\(index)"), address: "192.0.2.1", at: now) }
        #expect(throws: Refusal.tooFast(retryAfter: .seconds(5))) {
            try gate.admit(ViewerID("another"), address: "192.0.2.1", at: now)
        }
        try gate.admit(ViewerID("another"), address: "192.0.2.2", at: now)
    }

    @Test func `a muted viewer is refused until the mute is over`() throws {
        var gate = ChatGate(limits: ChatLimits())
        gate.mute(ViewerID("mai"), until: now + .seconds(60))
        #expect(throws: Refusal.muted(retryAfter: .seconds(60))) {
            try gate.admit(ViewerID("mai"), address: "192.0.2.1", at: now)
        }
        try gate.admit(ViewerID("mai"), address: "192.0.2.1", at: now + .seconds(60))
    }
}
