/// Cutting lines at ASCII bytes, whatever Unicode stands between them.
extension StringProtocol where SubSequence == Substring {
    /// The parts between separators; runs of separators count as one.
    ///
    /// - Parameter limit: the most parts; the last one then holds the rest with its separators.
    func fields(separator: UInt8 = UInt8(ascii: " "), limit: Int = .max) -> [Substring] {
        var fields: [Substring] = []
        var start = startIndex
        while true {
            while start < endIndex, utf8[start] == separator { utf8.formIndex(after: &start) }
            guard start < endIndex else { return fields }
            if fields.count == limit - 1 { return fields + [self[start...]] }
            let end = utf8[start...].firstIndex(of: separator) ?? endIndex
            fields.append(self[start..<end])
            start = end
        }
    }

    /// Without spaces and tabs at either end.
    var trimmed: Substring {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        let text = self[startIndex...]
        guard let first = text.utf8.firstIndex(where: { !isBlank($0) }),
            let last = text.utf8.lastIndex(where: { !isBlank($0) })
        else { return text[text.endIndex...] }
        return Substring(text.utf8[first...last])
    }

    /// Whether it is a token of RFC 8866, section 9: visible ASCII without separators.
    var isToken: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x30...0x39, 0x41...0x5A, 0x5E...0x7E: true
                default: false
                }
            }
    }

    /// Whether it is hexadecimal digits and nothing else, no sign either.
    var isHexadecimal: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
                default: false
                }
            }
    }
}
