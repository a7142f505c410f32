internal import Synchronization

/// What a server answered to many requests, and how long it took.
final class Answers: Sendable {
    private struct State {
        var counts: [String: Int] = [:]
        var times: [Duration] = []
    }

    private let state = Mutex(State())

    /// Runs a request and keeps its answer.
    @discardableResult
    func note(_ exchange: PlainExchange) -> PlainExchange.Response? {
        let began = CurrentThread.now()
        let response = try? exchange.run()
        let took = CurrentThread.now() - began
        let words = [response.map { "\($0.status)" } ?? "no answer", response?.code].compactMap(\.self)
        let word = words.joined(separator: " ")
        state.withLock { state in
            state.counts[word, default: 0] += 1
            state.times.append(took)
        }
        return response
    }

    /// The answers with their numbers, most frequent first, and how long they took.
    var text: String {
        state.withLock { state in
            let counts = state.counts.sorted { $0.value > $1.value }.map { "\($0.value) × \($0.key)" }
            let times = Percentiles(state.times).map { "; answered in \($0.text) (p50/p95/p99)" } ?? ""
            return counts.joined(separator: ", ") + times
        }
    }
}
