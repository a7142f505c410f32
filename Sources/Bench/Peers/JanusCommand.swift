internal import ArgumentParser
internal import Foundation

/// `tradewind-bench janus`: settings for a Janus to measure beside.
struct JanusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "janus",
        abstract: "Writes the settings under which Debian's Janus serves the measured show: janus -F FOLDER.")

    @Argument(help: "Where to write them.")
    var folder: String

    @Option(help: "The port of its interface; the three above it take the show.")
    var http: UInt16 = 8188

    func run() throws {
        try JanusSettings(http: http).write(to: URL(filePath: folder))
    }
}
