// fuzz-sources: Fuzz/InputReader.swift
// fuzz-length: 512
import RTP

/// Dependency descriptors one after the other: what is sent on must say the same of its frame.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var input = InputReader(start, count)
    var (server, receiver) = (DependencyDescriptorReader(), DependencyDescriptorReader())
    var room = [UInt8](repeating: 0, count: ForwardedDescriptor.Limit.length)
    while !input.isEmpty {
        let descriptor = input.part()
        let spatial = input.byte()
        guard let place = server.read(descriptor.span, at: 0..<descriptor.count) else {
            _ = receiver.read(descriptor.span, at: 0..<descriptor.count)
            continue
        }
        var span = room.mutableSpan
        guard let forwarded = server.forward(descriptor.span, at: 0..<descriptor.count, into: &span) else {
            _ = receiver.read(descriptor.span, at: 0..<descriptor.count)
            continue
        }
        forwarded.restrict(&span, from: 0, to: forwarded.targets.upTo(spatial: spatial, temporal: UInt8.max))
        let seen = receiver.read(room.span, at: 0..<forwarded.length)
        precondition(seen == place, "a descriptor that is sent on says the same of its frame")
    }
    return 0
}
