/// A STUN message (RFC 8489) as an ICE agent meets it on the media port.
package struct STUNMessage: Sendable, Equatable {
    package enum Class: UInt8, Sendable {
        case request = 0b00
        case indication = 0b01
        case success = 0b10
        case error = 0b11
    }

    package struct Attribute: Sendable, Equatable {
        package var type: UInt16
        package var value: [UInt8]

        package init(type: UInt16, value: [UInt8]) {
            self.type = type
            self.value = value
        }
    }

    /// Why bytes are no STUN message.
    package enum ParseError: Error, Equatable {
        case tooShort
        case notSTUN
        case lengthMismatch
        case attributeOverrun(type: UInt16)
        case tooManyAttributes
        case wrongFingerprint
    }

    package enum Limit {
        /// RFC 8489, section 5: a fixed header of 20 bytes.
        package static let headerBytes = 20
        /// A binding request of a browser has six to nine; our own ceiling.
        package static let attributes = 32
    }

    static let magicCookie: UInt32 = 0x2112_A442
    static let bindingMethod: UInt16 = 0x001
    private static let fingerprintMask: UInt32 = 0x5354_554E

    package var messageClass: Class
    package var method: UInt16
    /// 96 bits that tie a response to its request.
    package var transactionID: [UInt8]
    package var attributes: [Attribute]

    package init(_ messageClass: Class, transactionID: [UInt8], attributes: [Attribute] = []) {
        self.messageClass = messageClass
        self.method = Self.bindingMethod
        self.transactionID = transactionID
        self.attributes = attributes
    }

    /// Reads one message that fills `bytes` exactly; a wrong FINGERPRINT is an error.
    ///
    /// What follows MESSAGE-INTEGRITY, but for FINGERPRINT, is passed over: nothing proves it (RFC 8489, section 14.5).
    package init(parsing bytes: [UInt8]) throws(ParseError) {
        guard bytes.count >= Limit.headerBytes else { throw .tooShort }
        let type = bytes.bigEndian16(at: 0)
        guard type & 0xC000 == 0, bytes.bigEndian32(at: 4) == Self.magicCookie else { throw .notSTUN }
        let length = Int(bytes.bigEndian16(at: 2))
        guard length % 4 == 0, length == bytes.count - Limit.headerBytes else { throw .lengthMismatch }
        guard let messageClass = Class(rawValue: UInt8((type >> 7) & 0b10 | (type >> 4) & 0b01)) else { throw .notSTUN }
        self.messageClass = messageClass
        method = (type & 0x000F) | ((type & 0x00E0) >> 1) | ((type & 0x3E00) >> 2)
        transactionID = Array(bytes[8..<20])
        attributes = []

        var offset = Limit.headerBytes
        var isSealed = false
        while offset < bytes.count {
            guard bytes.count - offset >= 4 else { throw .attributeOverrun(type: 0) }
            let type = bytes.bigEndian16(at: offset)
            let count = Int(bytes.bigEndian16(at: offset + 2))
            let end = offset + 4 + count
            guard end <= bytes.count else { throw .attributeOverrun(type: type) }
            guard attributes.count < Limit.attributes else { throw .tooManyAttributes }
            if !isSealed || type == STUNAttribute.fingerprint {
                attributes.append(Attribute(type: type, value: Array(bytes[(offset + 4)..<end])))
            }
            isSealed = isSealed || type == STUNAttribute.messageIntegrity
            if type == STUNAttribute.fingerprint {
                let expected = CRC32.checksum(bytes[..<offset]) ^ Self.fingerprintMask
                guard count == 4, bytes.bigEndian32(at: offset + 4) == expected, end == bytes.count else {
                    throw .wrongFingerprint
                }
            }
            offset = min(end + (4 - count % 4) % 4, bytes.count)
        }
    }

    package subscript(type: UInt16) -> [UInt8]? {
        attributes.first { $0.type == type }?.value
    }

    /// Attributes that must be understood and are not.
    package var unknownRequiredAttributes: [UInt16] {
        attributes.map(\.type).filter { $0 < STUNAttribute.firstOptional && !STUNAttribute.understood.contains($0) }
    }

    /// The bytes, sealed by MESSAGE-INTEGRITY under `key` where one is given, and by FINGERPRINT.
    package func serialized(key: [UInt8]?, authenticator: MessageAuthenticator) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128)
        let bits = UInt16(messageClass.rawValue)
        let type =
            (method & 0x000F) | ((method & 0x0070) << 1) | ((method & 0x0F80) << 2) | ((bits & 0b01) << 4)
            | ((bits & 0b10) << 7)
        bytes.appendBigEndian(type)
        bytes.appendBigEndian(0 as UInt16)
        bytes.appendBigEndian(Self.magicCookie)
        bytes += transactionID
        for attribute in attributes {
            bytes.append(attribute)
        }
        if let key {
            bytes.setMessageLength(addingBytes: 24)
            bytes.append(Attribute(type: STUNAttribute.messageIntegrity, value: authenticator(key, bytes)))
        }
        bytes.setMessageLength(addingBytes: 8)
        let checksum = CRC32.checksum(bytes) ^ Self.fingerprintMask
        bytes.append(Attribute(type: STUNAttribute.fingerprint, value: checksum.bigEndianBytes))
        return bytes
    }

    /// Whether MESSAGE-INTEGRITY in `bytes`, which this message was read from, was made with `key`.
    package func isAuthentic(in bytes: [UInt8], key: [UInt8], authenticator: MessageAuthenticator) -> Bool {
        var offset = Limit.headerBytes
        for attribute in attributes {
            if attribute.type == STUNAttribute.messageIntegrity {
                var covered = Array(bytes[..<offset])
                covered.setMessageLength(addingBytes: 24)
                return attribute.value.equalsInConstantTime(authenticator(key, covered))
            }
            offset += 4 + (attribute.value.count + 3) / 4 * 4
        }
        return false
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ attribute: STUNMessage.Attribute) {
        appendBigEndian(attribute.type)
        appendBigEndian(UInt16(attribute.value.count))
        self += attribute.value
        self += repeatElement(0, count: (4 - attribute.value.count % 4) % 4)
    }

    fileprivate mutating func setMessageLength(addingBytes extra: Int) {
        let length = UInt16(count - STUNMessage.Limit.headerBytes + extra)
        self[2] = UInt8(length >> 8)
        self[3] = UInt8(truncatingIfNeeded: length)
    }

    fileprivate func equalsInConstantTime(_ other: [UInt8]) -> Bool {
        count == other.count && zip(self, other).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
