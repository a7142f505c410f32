internal import ArgumentParser
internal import Foundation

/// `tradewind doctor`: looks at the machine and the settings, and says what would go wrong.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the machine and the settings, and say what to do.",
        discussion: "Give it the flags and the environment that the server has. It may be asked while the server runs.")

    @OptionGroup var options: ServerOptions

    func run() async throws {
        let configuration = try options.configuration()
        let findings = Examination(configuration).findings()
        for finding in findings {
            print(finding.line)
        }
        let failures = findings.filter { $0.verdict == .wrong }.count
        print(failures == 0 ? "\nReady to serve." : "\n\(failures) to mend before a show.")
        if failures > 0 { throw ExitCode.failure }
    }
}
