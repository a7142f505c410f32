import Foundation

/// A short number that differs when a request differs (FNV-1a, 64 bit).
///
/// It tells a buyer's mistake from their retry; nobody gains by a collision with a request of their own.
struct Fingerprint: Hashable, Sendable {
    let rawValue: UInt64

    init(of request: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        rawValue = try encoder.encode(request).reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
    }
}
