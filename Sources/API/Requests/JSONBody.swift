internal import Foundation

/// The JSON of the application interface: compact, slashes as they are, keys in a stable order.
enum JSONBody {
    static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        do {
            return Array(try encoder.encode(value))
        } catch {
            // Answers are our own structs of strings, integers and lists: encoding them has no way to fail.
            preconditionFailure("An answer could not be encoded: \(error)")
        }
    }
}
