/// Which pages may talk to the room: our own, and those of sellers' sites that were configured.
///
/// Browsers always send `Origin` with a WebSocket and let any page open one; other clients send none.
struct OriginRule: Sendable {
    /// Such as `https://shop.example`.
    let allowed: Set<String>

    func allows(origin: String?, host: String?) -> Bool {
        guard let origin else { return true }
        if allowed.contains(origin) { return true }
        guard let host else { return false }
        return origin == "https://\(host)" || origin == "http://\(host)"
    }
}
