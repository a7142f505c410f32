/// One way to harm a server, and the limits of the server that are to hold it.
protocol Attack: Sendable {
    var name: String { get }
    /// The names of these limits in the code.
    var limit: String { get }
    /// Datagrams, requests or connections a second, at the most.
    var rate: Int { get }

    /// Makes ready what the attack needs; waits, and is not measured.
    func prepare(against target: AttackTarget) throws -> any Assault
}

/// An attack that is ready.
protocol Assault: AnyObject {
    /// Attacks for some time and waits for its end.
    func run(for length: Duration) -> AttackReport
}

/// What an attack did, as far as the attacker knows.
struct AttackReport: Sendable {
    /// Datagrams, requests or connections that were sent.
    var sent: Int
    /// What came of it; empty where nothing is worth telling.
    var note = ""
}
