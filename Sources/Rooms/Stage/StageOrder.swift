package import Domain

/// What a stage wants of the plane of packets.
package enum StageOrder: Sendable, Hashable {
    /// Its lineup may be another one: read it.
    case changed(ShowID)
    /// Nothing of this person is to go to a show or come from it.
    case end(ViewerID, ShowID)
}
