internal import ArgumentParser
internal import ICE
internal import Rehearsal

/// `tradewind-bench link`: a bad line between browsers and a server.
struct LinkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Carries UDP between clients and a server, as a line with delay, loss and a rate would.",
        discussion: """
            Prints one line of JSON with the address that clients send to; every line on standard input is a script that \
            begins at once and is answered by a line with what passed before; "move" gives every client another address at \
            the server. Ends with standard input.

            A script: delay=25ms loss=10% burst=4; @10s rate=400k queue=300ms; @20s rate=1500k
            Properties: delay, jitter, loss, burst, reorder, duplicate, rate, queue, down, up.
            """)

    @Option(help: "Where clients send to; port 0 lets the system choose.", transform: CommandLineValues.address)
    var listen = TransportAddress(ipv4: 0x7F00_0001, port: 0)

    @Option(help: "Where the server receives.", transform: CommandLineValues.address)
    var server: TransportAddress

    @Option(help: "What the line does, in both directions and over time.", transform: CommandLineValues.script)
    var script = LinkScript()

    @Option(help: "The same seed loses the same datagrams.")
    var seed: UInt64 = 1

    private static let move = "move"

    private struct Opened: Encodable {
        var bench = "link"
        var address: String
    }

    func run() async throws {
        let relay = try LinkRelay(at: listen, to: server, up: script, down: script, seed: seed)
        defer { relay.stop() }
        try ReportTable.printLine(Opened(address: "\(relay.address)"))
        var seed = seed
        while let line = readLine() {
            guard line != Self.move else {
                relay.move()
                continue
            }
            let script = try CommandLineValues.script(line)
            if let statistics = await relay.statistics() { try ReportTable.printLine(statistics) }
            seed += 1
            relay.restart(up: script, down: script, seed: seed)
        }
        if let statistics = await relay.statistics() { try ReportTable.printLine(statistics) }
    }
}
