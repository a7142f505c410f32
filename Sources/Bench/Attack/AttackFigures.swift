/// What one attack did, beside what the audience had meanwhile.
struct AttackFigures: Encodable {
    var attack: String
    /// A second, as it really went.
    var offered: Double
    var audience: GoodAudience.Figures
    /// Share of a core that the server took while it was attacked.
    var serverCores: Double
    /// The same of the program that attacks, hosts and watches: above 0.9, figures say more of it than of the server.
    var loadCores: Double
    /// What everybody else on this machine took meanwhile, in cores: with much of it, figures say more of them.
    var otherCores: Double
    /// What the server's resident memory grew by, from before the attack to after it.
    var mebibytes: Double
    /// Key frames a second that the host was asked for.
    var keyFrameRequests: Double
    /// How a good viewer who came in the midst of it joined.
    var join: String
    /// The limit that holds it.
    var limit: String
    var note: String

    /// Whether all good viewers were unharmed.
    var isHeld: Bool { audience.harmed == 0 && audience.gone == 0 }

    static let head = [
        "attack", "offered/s", "frozen mean/worst", "frames/s", "worst gap", "lost", "server CPU", "load CPU", "others",
        "memory", "key frames/s", "join", "held by",
    ]

    var row: [String] {
        [
            attack, offered.decimals(0),
            "\((100 * audience.frozen).decimals(2)) / \((100 * audience.worstFrozen).decimals(2)) %",
            audience.framesPerSecond.decimals(1), "\(audience.worstGapMilliseconds.decimals(0)) ms",
            "\(audience.packetsLost)", "\((100 * serverCores).decimals(0)) %", "\((100 * loadCores).decimals(0)) %",
            "\((100 * otherCores).decimals(0)) %",
            "\(mebibytes < 0 ? "" : "+")\(mebibytes.decimals(1)) MiB", keyFrameRequests.decimals(2), join, limit,
        ]
    }
}
