package import Domain

/// By what right somebody asks for an order.
package enum OrderAccess: Sendable, Hashable {
    /// They placed it.
    case viewer(ViewerID)
    /// They have its link.
    case key(SecretKey)
    /// They sell.
    case seller

    func allows(_ order: Order) -> Bool {
        switch self {
        case .viewer(let viewer): order.viewer == viewer
        case .key(let key): order.key.matches(key)
        case .seller: true
        }
    }
}
