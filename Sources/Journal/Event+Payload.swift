import Foundation

extension Event {
    /// Reads the payload as the structure its kind has.
    package func decode<Payload: Decodable>(_ type: Payload.Type) throws -> Payload {
        try JSONDecoder().decode(type, from: Data(payload.utf8))
    }
}
