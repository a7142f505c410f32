/// Every attack, in the order in which they come: those whose traces stay longest come last.
enum AttackList {
    static let all: [any Attack] = [
        Quiet(),
        STUNFlood(aim: .nobody, ports: 1), STUNFlood(aim: .nobody, ports: 500), STUNFlood(aim: .viewer, ports: 1),
        ForgedMedia(origin: .strangers), ForgedMedia(origin: .host), ForgedMedia(origin: .ownSession),
        ControlStorm(.requests), ControlStorm(.keyFrames), ControlStorm(.feedback), ControlStorm(.estimates),
        ConnectionFlood(.silent), ConnectionFlood(.halfFrame), ConnectionFlood(.zeros), DeafReaders(),
        HandshakeFlood(), AbsurdDescriptions(.viewer), AbsurdDescriptions(.host), HalfOpenSessions(),
    ]
}

/// No attack: what the audience has without one.
struct Quiet: Attack {
    let name = "quiet"
    let limit = "–"
    let rate = 0

    private final class Nothing: Assault {
        func run(for length: Duration) -> AttackReport {
            Pace.sleep(length)
            return AttackReport(sent: 0)
        }
    }

    func prepare(against target: AttackTarget) throws -> any Assault { Nothing() }
}
