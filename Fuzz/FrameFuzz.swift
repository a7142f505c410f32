// fuzz-sources: Sources/PacketIO/Connections/FrameReader.swift
// fuzz-length: 8192

/// Any stream in pieces of any length: what comes out are the frames of the whole, and what is kept is bounded.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let first = bytes.first else { return 0 }
    let stream = Array(bytes.dropFirst())
    let (expected, isGood) = frames(of: stream)
    var reader = FrameReader()
    var packets: [[UInt8]] = []
    var rest = stream[...]
    do throws(FrameReader.Failure) {
        while !rest.isEmpty {
            let room = reader.room()
            precondition(room.count > FrameReader.Limit.packet, "there is room for what comes next")
            let piece = rest.prefix(min(room.count, 1 + Int(first) * 7))
            rest = rest.dropFirst(piece.count)
            room.copyBytes(from: piece)
            reader.filled(piece.count)
            while let packet = try reader.next() {
                packets.append(Array(packet))
                // Who gets a packet may overwrite it.
                packet.update(repeating: 0xFF)
            }
        }
        precondition(isGood, "a frame that is too long ends it")
    } catch {
        precondition(!isGood, "good frames are read")
    }
    precondition(packets == expected, "what comes out is what was framed")
    return 0
}

/// The packets of a whole stream, and whether none was too long.
private func frames(of stream: [UInt8]) -> (packets: [[UInt8]], isGood: Bool) {
    var packets: [[UInt8]] = []
    var place = 0
    while place + 2 <= stream.count {
        let length = Int(stream[place]) * 256 + Int(stream[place + 1])
        guard length <= FrameReader.Limit.packet else { return (packets, false) }
        guard place + 2 + length <= stream.count else { break }
        if length > 0 { packets.append(Array(stream[(place + 2)..<(place + 2 + length)])) }
        place += 2 + length
    }
    return (packets, true)
}
