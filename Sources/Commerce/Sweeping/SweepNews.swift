/// Tells failures that are new from those that last.
///
/// A row that stays bad fails in every sweep, once a second: it is told once, and again after a sweep without it.
struct SweepNews {
    /// How often each failure came in the last sweep of its step, by its words.
    private var last: [SweepStep: [String: Int]] = [:]

    /// Takes what failed in a sweep of these steps; gives what the last sweep of the same step did not have.
    mutating func take(_ failures: [SweepFailure], of steps: [SweepStep]) -> [SweepFailure] {
        var counts: [SweepStep: [String: Int]] = [:]
        let news = failures.filter { failure in
            let words = "\(failure.cause)"
            counts[failure.step, default: [:]][words, default: 0] += 1
            return counts[failure.step]?[words] ?? 0 > last[failure.step]?[words] ?? 0
        }
        for step in steps { last[step] = counts[step] }
        return news
    }
}
