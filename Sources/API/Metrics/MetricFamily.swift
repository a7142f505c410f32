/// A metric with its samples, in Prometheus' text exposition format 0.0.4.
package struct MetricFamily: Sendable {
    package enum Kind: String, Sendable {
        case counter
        case gauge
        case histogram
    }

    package struct Sample: Sendable {
        package let suffix: String
        package let labels: [(String, String)]
        package let value: Double

        package init(suffix: String = "", labels: [(String, String)] = [], value: Double) {
            self.suffix = suffix
            self.labels = labels
            self.value = value
        }
    }

    package let name: String
    package let help: String
    package let kind: Kind
    package let samples: [Sample]

    package init(_ name: String, _ kind: Kind, _ help: String, samples: [Sample]) {
        self.name = name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    /// A metric with one number.
    package init(_ name: String, _ kind: Kind, _ help: String, value: Int) {
        self.init(name, kind, help, samples: [Sample(value: Double(value))])
    }

    /// The lines of one histogram with these labels.
    package static func samples(of histogram: Histogram.Reading, labels: [(String, String)]) -> [Sample] {
        var samples: [Sample] = []
        var total = 0
        for (bound, count) in zip(Histogram.bounds.map(text) + ["+Inf"], histogram.counts) {
            total += count
            samples.append(Sample(suffix: "_bucket", labels: labels + [("le", bound)], value: Double(total)))
        }
        samples.append(Sample(suffix: "_sum", labels: labels, value: histogram.sum))
        samples.append(Sample(suffix: "_count", labels: labels, value: Double(total)))
        return samples
    }

    package var text: String {
        var lines = ["# HELP \(name) \(help)", "# TYPE \(name) \(kind.rawValue)"]
        for sample in samples {
            let labels = sample.labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
            lines.append("\(name)\(sample.suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(Self.text(sample.value))")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
    }

    private static func escaped(_ value: String) -> String {
        var result = ""
        for character in value {
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
        return result
    }
}
