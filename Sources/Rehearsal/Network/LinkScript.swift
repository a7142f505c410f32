package import RTP

/// The conditions of a link over time.
package struct LinkScript: Sendable, Hashable {
    private struct Step: Sendable, Hashable {
        var since: MediaSpan
        var conditions: LinkConditions
    }

    /// In the order of their times; the first begins at 0.
    private var steps: [Step]

    /// The same conditions all the time.
    package init(_ conditions: LinkConditions = LinkConditions()) {
        steps = [Step(since: .zero, conditions: conditions)]
    }

    /// When the last step begins; nil while there is only the first.
    var lastStep: MediaSpan? { steps.count > 1 ? steps.last?.since : nil }

    /// The conditions `span` after the start.
    func conditions(at span: MediaSpan) -> LinkConditions {
        (steps.last { $0.since <= span } ?? steps[0]).conditions
    }

    /// Adds what holds from `span` on, behind all that was added before.
    package mutating func append(_ conditions: LinkConditions, from span: MediaSpan) {
        precondition(span > (steps.last?.since ?? .zero), "A script's steps come in the order of their times")
        steps.append(Step(since: span, conditions: conditions))
    }
}
