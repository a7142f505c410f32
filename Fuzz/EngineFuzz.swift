// fuzz-sources: Fuzz/InputReader.swift Fuzz/EngineHouse.swift
// fuzz-length: 512
import ICE
import SFU

/// Datagrams of strangers, of a host and of a viewer to an engine in which both have their keys.
///
/// The two handshakes are made once for many inputs, so a finding may need those before it: run with the same seed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var input = InputReader(start, count)
    if house.inputs >= 512 || house.isOver { house = EngineHouse() }
    house.inputs += 1
    house.keepConsent()
    for _ in 0..<64 where !input.isEmpty { act(&input) }
    return 0
}

// Safe: the fuzzer calls from one thread.
nonisolated(unsafe) private var house = EngineHouse()

private func act(_ input: inout InputReader) {
    let choice = input.byte()
    let more = choice >> 3
    switch choice & 7 {
    case 0: house.receiveFromStranger(input.part())
    case 1: house.receive(input.part(), from: house.host.address)
    case 2: house.receive(input.part(), from: house.viewer.address)
    case 3: house.check(isHost: more & 1 == 0, move: input.byte())
    case 4: house.sendMedia(input.part(), kind: more, skip: input.byte())
    case 5: house.sendControl(input.part(), isHost: false)
    case 6: house.sendControl(input.part(), isHost: true)
    case 7 where more & 7 == 0: house.limit(lines: [0, 180, nil][Int(more >> 3) % 3])
    default: house.pass(milliseconds: Int64(input.byte()) * Int64(more & 7))
    }
}
