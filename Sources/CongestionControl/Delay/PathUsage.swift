/// What the queues on the way do.
package enum PathUsage: Sendable, Hashable {
    case normal
    /// A queue grows, or is full.
    case over
    /// A queue drains.
    case under
}
