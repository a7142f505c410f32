/// Which product the synthetic host shows when; it starts over at its end.
package struct RunningOrder: Hashable, Sendable {
    package struct Segment: Hashable, Sendable {
        package var product: DemoProduct
        package var duration: Duration
    }

    package let segments: [Segment]
    private let total: Duration

    /// - Parameter segments: at least one, each longer than nothing.
    package init(_ segments: [Segment]) {
        precondition(
            !segments.isEmpty && segments.allSatisfy { $0.duration > .zero },
            "a running order shows something, and each thing for a while"
        )
        self.segments = segments
        total = segments.reduce(.zero) { $0 + $1.duration }
    }

    /// The segment on show at a time since the show's start; the first one before it.
    package func segment(at elapsed: Duration) -> Segment {
        var rest = max(elapsed, .zero)
        rest -= total * Int(rest / total)
        for segment in segments {
            if rest < segment.duration { return segment }
            rest -= segment.duration
        }
        // Only rounding of the quotient above can leave a rest past the end: the next round has begun.
        return segments[0]
    }
}
