extension MediaDescription {
    /// The layers of the simulcast that the section sends, in the order written; empty when it sends none.
    ///
    /// Of alternatives the first counts, and paused layers are layers that come later. An id without an `a=rid` line of
    /// the same direction is passed over (RFC 8853, section 5.3), and so is one that was named before.
    package var sentLayers: [StreamID] {
        layers(simulcast?.sends ?? [], sent: true)
    }

    /// The layers of the simulcast that the section takes, likewise: in an answer, those that were accepted.
    package var receivedLayers: [StreamID] {
        layers(simulcast?.receives ?? [], sent: false)
    }

    private func layers(_ layers: [Simulcast.Layer], sent: Bool) -> [StreamID] {
        let known = Set(restrictions.lazy.filter { $0.sends == sent }.map(\.id))
        var named: Set<StreamID> = []
        return layers.compactMap { layer in
            layer.alternatives.first { known.contains($0.id) }?.id
        }.filter { named.insert($0).inserted }
    }
}
