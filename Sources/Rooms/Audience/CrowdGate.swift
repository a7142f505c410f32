package import Domain

/// Admits so many happenings per viewer, and per network address, within a moving window.
package struct CrowdGate: Sendable {
    private var viewers: SlidingWindow<ViewerID>
    private var addresses: SlidingWindow<String>

    package init(perViewer: Int, perAddress: Int, window: Duration) {
        viewers = SlidingWindow(allowed: perViewer, window: window)
        addresses = SlidingWindow(allowed: perAddress, window: window)
    }

    /// Counts one happening; or gives how long it must wait, and counts nothing.
    package mutating func wait(_ viewer: ViewerID, address: String, at now: Timestamp) -> Duration? {
        let wait = max(viewers.wait(for: viewer, at: now), addresses.wait(for: address, at: now))
        guard wait == .zero else { return wait }
        viewers.record(viewer, at: now)
        addresses.record(address, at: now)
        return nil
    }
}
