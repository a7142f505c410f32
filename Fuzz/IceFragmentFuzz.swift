import SDP

/// Any text as a trickle fragment: what parses must survive its own serialisation.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    do {
        let fragment = try IceFragment(parsing: text)
        guard fragment.description.utf8.count <= SDPLimits.bytes else { return 0 }
        let again = try IceFragment(parsing: fragment.description)
        precondition(again == fragment, "a fragment survives its own text")
    } catch let error as SDPError {
        precondition(!error.detail.isEmpty && !error.action.isEmpty, "an error has a text")
    } catch {
        preconditionFailure("only the parser throws: \(error)")
    }
    return 0
}
