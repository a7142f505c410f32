internal import RTP

/// Why a text is no script of a link.
package enum LinkScriptError: Error, Hashable, CustomStringConvertible {
    case unknownKey(String)
    case badValue(key: String, value: String, expected: String)
    case badTime(String)
    case timeOutOfOrder(String)

    package var description: String {
        switch self {
        case .unknownKey(let key):
            "“\(key)” is no property of a link. Known are delay, jitter, loss, burst, reorder, duplicate, rate, queue, "
                + "up and down."
        case .badValue(let key, let value, let expected): "“\(key)=\(value)” cannot be read. Write \(expected)."
        case .badTime(let text): "“\(text)” is no time. Write @ and seconds, such as @10s."
        case .timeOutOfOrder(let text): "“\(text)” comes before the step in front of it. Write steps in order."
        }
    }
}

extension LinkScript {
    /// Reads a script such as `delay=25ms loss=10% ; @10s rate=400k queue=300ms ; @20s rate=1500k`.
    ///
    /// Steps are parted by semicolons; each keeps what it does not change. Properties: `delay`, `jitter`, `queue` (ms or s),
    /// `loss`, `reorder`, `duplicate` (%), `burst` (datagrams lost in a row on average, beside `loss`), `rate` (bits a
    /// second, with k or M; `none`), `down`, `up`.
    package init(_ text: String) throws(LinkScriptError) {
        self.init()
        var draft = Draft()
        for (position, part) in text.split(separator: ";", omittingEmptySubsequences: false).enumerated() {
            var since: MediaSpan?
            for word in part.split(separator: " ") {
                if word.hasPrefix("@") {
                    guard let time = Self.span(word.dropFirst()), since == nil else { throw .badTime(String(word)) }
                    since = time
                } else {
                    try draft.take(word)
                }
            }
            let conditions = draft.conditions
            if position == 0, since == nil || since == .zero {
                self.init(conditions)
                continue
            }
            guard let since else { throw .badTime(part.trimmed) }
            guard since > (lastStep ?? .zero) else { throw .timeOutOfOrder("@\(since.wholeMilliseconds)ms") }
            append(conditions, from: since)
        }
    }

    /// What the words so far said.
    private struct Draft {
        var conditions = LinkConditions()
        private var share = 0.0
        private var burst = 1.0

        mutating func take(_ word: Substring) throws(LinkScriptError) {
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let key = String(parts[0])
            let value = parts.count > 1 ? parts[1] : ""
            switch key {
            case "down": conditions.isDown = true
            case "up": conditions.isDown = false
            case "delay": conditions.delay = try time(key, value)
            case "jitter": conditions.jitter = try time(key, value)
            case "queue": conditions.queue = try time(key, value)
            case "reorder": conditions.reordering = try self.share(key, value)
            case "duplicate": conditions.duplication = try self.share(key, value)
            case "rate": conditions.rate = try rate(key, value)
            case "loss":
                share = try self.share(key, value)
                setLoss()
            case "burst":
                guard let length = Double(value), length >= 1, length <= 1_000 else {
                    throw .badValue(key: key, value: String(value), expected: "a number from 1 to 1000")
                }
                burst = length
                setLoss()
            default: throw .unknownKey(key)
            }
        }

        private mutating func setLoss() {
            conditions.loss =
                share == 0 ? .none : burst > 1 ? .bursts(share: share, length: burst) : .random(share)
        }

        private func time(_ key: String, _ value: Substring) throws(LinkScriptError) -> MediaSpan {
            guard let span = LinkScript.span(value) else {
                throw .badValue(key: key, value: String(value), expected: "a time such as 25ms or 3s")
            }
            return span
        }

        private func share(_ key: String, _ value: Substring) throws(LinkScriptError) -> Double {
            guard value.hasSuffix("%"), let percent = Double(value.dropLast()), (0...100).contains(percent) else {
                throw .badValue(key: key, value: String(value), expected: "a share from 0% to 100%")
            }
            return percent / 100
        }

        private func rate(_ key: String, _ value: Substring) throws(LinkScriptError) -> Bitrate? {
            if value == "none" { return nil }
            let factor: Double = value.hasSuffix("k") ? 1e3 : value.hasSuffix("M") ? 1e6 : 1
            let digits = factor == 1 ? value : value.dropLast()
            guard let count = Double(digits), count * factor >= 1, count * factor <= 1e11 else {
                throw .badValue(key: key, value: String(value), expected: "bits a second such as 400k or 1.5M, or none")
            }
            return Bitrate(count * factor)
        }
    }

    /// Up to a day, in ms or s.
    private static func span(_ text: Substring) -> MediaSpan? {
        let factor: Double
        let digits: Substring
        if text.hasSuffix("ms") {
            (factor, digits) = (1e6, text.dropLast(2))
        } else if text.hasSuffix("s") {
            (factor, digits) = (1e9, text.dropLast())
        } else {
            return nil
        }
        guard let count = Double(digits), count >= 0, count * factor <= 86_400e9 else { return nil }
        return MediaSpan(nanoseconds: Int64(count * factor))
    }
}

extension Substring {
    /// Without blanks around it.
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
