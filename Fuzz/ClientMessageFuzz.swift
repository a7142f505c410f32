// fuzz-sources: Sources/Rooms/Audience/ClientMessage.swift Sources/Rooms/Audience/QualityBeacon.swift
// fuzz-sources: Sources/Rooms/Audience/Refusal.swift Sources/Rooms/Reactions/ReactionKind.swift
// fuzz-sources: Sources/Rooms/Chat/ChatText.swift Sources/Rooms/Chat/ChatLimits.swift Sources/Rooms/Chat/LinkFinder.swift
// fuzz-length: 384
import Domain

/// Any bytes as a message in a room, and any text as a line and as a name.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    do throws(Refusal) {
        check(try ClientMessage(parsing: bytes))
    } catch {
        precondition(!error.code.isEmpty && !error.detail.isEmpty, "a refusal has a text")
        let text = String(decoding: bytes, as: UTF8.self)
        // Either takes as long as everything else together.
        if count & 1 == 0 { checkLine(text) } else { checkName(text) }
    }
    return 0
}

private let limits = ChatLimits()

private func check(_ message: ClientMessage) {
    switch message {
    case .join(let join):
        if let name = join.name { checkName(name) }
    case .chat(let client, let text):
        precondition((client?.count ?? 0) <= ClientMessage.clientIDCharacters, "a message id is short")
        checkLine(text)
    case .quality(let beacon):
        precondition((0...QualityBeacon.longest).contains(beacon.milliseconds), "a measurement is sane")
        precondition((beacon.region?.count ?? 0) <= QualityBeacon.regionCharacters, "a region is short")
    case .reaction, .vote, .ping:
        break
    }
}

private func checkLine(_ text: String) {
    guard let line = try? ChatText(text, allowsLinks: false) else { return }
    precondition(!line.value.isEmpty && line.value.count <= limits.characters, "a line is legible and short")
    precondition(line.value.unicodeScalars.count <= limits.scalars, "a line is bounded")
    checkLetters(line.value)
    precondition((try? ChatText(line.value, allowsLinks: false)) == line, "a clean line stays, and has no link")
}

private func checkName(_ text: String) {
    guard let name = ChatText.name(text) else { return }
    precondition(!name.isEmpty && name.count <= limits.nameCharacters, "a name is legible and short")
    precondition(name.unicodeScalars.count <= limits.nameScalars, "a name is bounded")
    checkLetters(name)
    precondition(ChatText.name(name) == name, "a clean name stays as it is")
}

/// Nothing that is not drawn, and nothing that turns around what stands beside it.
private func checkLetters(_ text: String) {
    var marks = 0
    for scalar in text.unicodeScalars {
        precondition(scalar.properties.generalCategory != .control, "a clean text has no controls")
        precondition(!(0x202A...0x202E).contains(scalar.value), "a clean text has no overrides")
        precondition(!(0x2066...0x2069).contains(scalar.value), "a clean text has no isolates")
        marks = scalar.properties.generalCategory == .nonspacingMark ? marks + 1 : 0
        precondition(marks <= limits.marksPerCharacter, "a clean text has no towers")
    }
    precondition(text.unicodeScalars.first != " " && text.unicodeScalars.last != " ", "a clean text has no blank ends")
}
