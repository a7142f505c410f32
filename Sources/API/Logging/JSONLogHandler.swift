package import Logging
package import Domain
internal import Foundation

/// Writes one JSON object a line: time, level, label, message and metadata, without secrets.
package struct JSONLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let clock: any WallClock
    private let write: @Sendable ([UInt8]) -> Void

    /// Writes to standard error.
    package init(label: String, level: Logger.Level, clock: any WallClock = SystemClock()) {
        self.init(label: label, level: level, clock: clock) { line in
            FileHandle.standardError.write(Data(line))
        }
    }

    init(
        label: String, level: Logger.Level, clock: any WallClock, write: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.label = label
        logLevel = level
        self.clock = clock
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var fields = metadata
        for (name, value) in metadataProvider?.get() ?? [:] { fields[name] = value }
        for (name, value) in event.metadata ?? [:] { fields[name] = value }
        var line: [String: String] = [:]
        for (name, value) in fields {
            line[name] = Redaction.isSecret(name: name) ? Redaction.replacement : Redaction.redacted("\(value)")
        }
        // What every line has is written last: metadata cannot take its place.
        line["time"] = clock.now().rfc3339
        line["level"] = event.level.rawValue
        line["label"] = label
        line["message"] = Redaction.redacted("\(event.message)")
        write(JSONBody.encode(line) + [UInt8(ascii: "\n")])
    }
}
