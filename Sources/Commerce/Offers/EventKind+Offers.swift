package import Journal

extension EventKind {
    /// An offer started, lost or regained units, or ended: ``OfferChanged``.
    package static let offerChanged = EventKind(rawValue: "offer.changed")
}
