/// The STUN attributes an ICE agent reads or writes (RFC 8489, section 18.3; RFC 8445, section 16.1).
package enum STUNAttribute {
    package static let username: UInt16 = 0x0006
    package static let messageIntegrity: UInt16 = 0x0008
    package static let errorCode: UInt16 = 0x0009
    package static let unknownAttributes: UInt16 = 0x000A
    package static let xorMappedAddress: UInt16 = 0x0020
    package static let priority: UInt16 = 0x0024
    package static let useCandidate: UInt16 = 0x0025
    package static let software: UInt16 = 0x8022
    package static let fingerprint: UInt16 = 0x8028
    package static let iceControlled: UInt16 = 0x8029
    package static let iceControlling: UInt16 = 0x802A

    /// Attributes below this value must be understood by whoever reads them.
    static let firstOptional: UInt16 = 0x8000

    static let understood: Set<UInt16> = [
        username, messageIntegrity, errorCode, unknownAttributes, xorMappedAddress, priority, useCandidate,
    ]
}
