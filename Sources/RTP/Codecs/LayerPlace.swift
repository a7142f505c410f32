/// Which layer of a stream a packet belongs to, and where it lies in its frame.
package struct LayerPlace: Hashable, Sendable {
    /// 0 is the lowest.
    package var spatial: UInt8
    /// 0 is the lowest.
    package var temporal: UInt8
    /// Whether a receiver of fewer temporal layers may take this one from here on.
    ///
    /// Every packet of the lowest temporal layer says yes.
    package var isSwitchPoint: Bool
    /// Whether the packet is the last of its spatial layer's frame.
    package var endsFrame: Bool

    /// - Parameter isSwitchPoint: what the packet says; in the lowest temporal layer it does not matter.
    package init(spatial: UInt8 = 0, temporal: UInt8 = 0, isSwitchPoint: Bool = false, endsFrame: Bool) {
        self.spatial = spatial
        self.temporal = temporal
        self.isSwitchPoint = isSwitchPoint || temporal == 0
        self.endsFrame = endsFrame
    }
}
