/// Where a show stands between announcement and end.
///
/// ```
/// scheduled ──▶ live ⇄ paused ──▶ ended
///     └───────────┴────────────────▲
/// ```
package enum ShowState: String, Codable, Sendable, CaseIterable {
    case scheduled
    case live
    case paused
    case ended

    /// Whether a show may step from this state to `next`.
    package func permits(_ next: ShowState) -> Bool {
        switch (self, next) {
        case (.scheduled, .live), (.scheduled, .ended), (.live, .paused), (.live, .ended), (.paused, .live),
            (.paused, .ended):
            true
        default:
            false
        }
    }

    /// On the programme now, with picture or in a break.
    package var isOnAir: Bool { self == .live || self == .paused }
}
