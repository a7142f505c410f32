package import Domain

/// A show of the demo shop.
package struct DemoShow: Hashable, Sendable {
    /// When it is held.
    package enum Schedule: Hashable, Sendable {
        /// As soon as the server runs, for as long as it runs.
        case always
        /// Some days after today, at an hour of UTC.
        case upcoming(days: Int64, hour: Int64)
    }

    package var id: ShowID
    package var title: String
    package var description: String
    package var poster: DemoPicture
    package var schedule: Schedule
    /// The shelf, and for the synthetic host its script.
    package var runningOrder: RunningOrder

    /// The moment it starts, told from now.
    package func start(from now: Timestamp) -> Timestamp {
        switch schedule {
        case .always: return now
        case .upcoming(let days, let hour):
            let today = now.milliseconds - now.milliseconds % Self.day.wholeMilliseconds
            return Timestamp(milliseconds: today) + Self.day * Int(days) + .seconds(hour * 60 * 60)
        }
    }

    private static let day: Duration = .seconds(24 * 60 * 60)
}
