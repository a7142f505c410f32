/// Finds the file in a form (RFC 7578, RFC 2046 section 5.1).
enum MultipartFile {
    /// A boundary's length (RFC 2046, section 5.1.1).
    private static let boundaryLength = 1...70

    static func boundary(in contentType: String) -> String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let trimmed = parameter.drop { $0 == " " }
            guard trimmed.lowercased().hasPrefix("boundary=") else { continue }
            let value = trimmed.dropFirst("boundary=".count).filter { $0 != "\"" }
            return boundaryLength.contains(value.utf8.count) ? value : nil
        }
        return nil
    }

    /// The body of the first part that has a file name.
    static func first(in body: [UInt8], boundary: String) -> ArraySlice<UInt8>? {
        let line = Array("--\(boundary)".utf8)
        let end = Array("\r\n--\(boundary)".utf8)
        guard var index = find(line, in: body[...]) else { return nil }
        while true {
            let start = index + line.count
            guard let headers = find(Array("\r\n\r\n".utf8), in: body[start...]) else { return nil }
            let content = headers + 4
            guard let close = find(end, in: body[content...]) else { return nil }
            let head = String(decoding: body[start..<headers], as: UTF8.self).lowercased()
            if head.contains("content-disposition:"), head.contains("filename=") { return body[content..<close] }
            index = close + 2
        }
    }

    private static func find(_ needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        var index = bytes.startIndex
        while bytes.endIndex - index >= needle.count {
            guard let first = bytes[index...].firstIndex(of: needle[0]), bytes.endIndex - first >= needle.count else {
                return nil
            }
            if bytes[first..<first + needle.count].elementsEqual(needle) { return first }
            index = first + 1
        }
        return nil
    }
}
