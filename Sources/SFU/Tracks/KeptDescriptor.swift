internal import RTP

/// A packet's dependency descriptor with its bytes, as viewers are sent it.
struct KeptDescriptor {
    private let descriptor: ForwardedDescriptor
    private var bytes = InlineArray<255, UInt8>(repeating: 0)

    /// What is sent on of a descriptor that a host sent; nil where viewers have no use for it.
    init?(_ reader: DependencyDescriptorReader, of packet: Span<UInt8>, at range: Range<Int>) {
        var room = bytes.mutableSpan
        guard let descriptor = reader.forward(packet, at: range, into: &room) else { return nil }
        self.descriptor = descriptor
    }

    var length: Int { descriptor.length }

    /// Writes it with only those decode targets active that a viewer gets.
    func write(to packet: inout MutableSpan<UInt8>, at offset: Int, in form: SentLine.Form) {
        for index in 0..<length { packet[offset + index] = bytes[index] }
        descriptor.restrict(
            &packet, from: offset, to: descriptor.targets.upTo(spatial: form.spatial, temporal: form.temporal))
    }
}
