internal import Foundation

/// One message to clients, encoded once: the same bytes go to everybody.
package struct RoomMessage: Sendable, Hashable {
    /// The fact's position in the journal; nil for what is no fact.
    package let id: Int64?
    /// A JSON object.
    package let text: [UInt8]

    package init(id: Int64? = nil, text: [UInt8]) {
        self.id = id
        self.text = text
    }

    /// Encodes a body that carries its own `type`, and its `id` if it has one.
    init(id: Int64? = nil, _ body: some Encodable) {
        self.id = id
        text = RoomJSON.encode(body)
    }
}

/// The JSON of the room socket: compact, slashes as they are.
enum RoomJSON {
    static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value))
        } catch {
            // The bodies are our own structs of strings, integers and lists: encoding them has no way to fail.
            preconditionFailure("A room message could not be encoded: \(error)")
        }
    }

    static func decode<Value: Decodable>(_ type: Value.Type, from text: String) -> Value? {
        try? JSONDecoder().decode(type, from: Data(text.utf8))
    }
}
