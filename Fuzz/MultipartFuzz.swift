// fuzz-sources: Fuzz/InputReader.swift Sources/API/Pictures/MultipartFile.swift
// fuzz-length: 384

/// Any header and any body as a form with a file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    var input = InputReader(start, count)
    let header = String(decoding: input.part(), as: UTF8.self)
    let body = input.part()
    let boundary = MultipartFile.boundary(in: header)
    precondition((1...70).contains(boundary?.utf8.count ?? 1), "a boundary has the length of one")
    check(body, boundary ?? "b")
    // The same part as a whole form, so that the fuzzer need not find the frame.
    let name = boundary ?? "b"
    let form = Array("--\(name)\r\nContent-Disposition: form-data; filename=\"f\"\r\n\r\n".utf8) + body
    check(form + Array("\r\n--\(name)--\r\n".utf8), name)
    return 0
}

private func check(_ body: [UInt8], _ boundary: String) {
    guard let file = MultipartFile.first(in: body, boundary: boundary) else { return }
    precondition(file.startIndex >= 0 && file.endIndex <= body.count, "a file lies in its body")
    precondition(body[file.endIndex...].starts(with: Array("\r\n--\(boundary)".utf8)), "a file ends at its boundary")
    precondition(body[..<file.startIndex].suffix(4).elementsEqual(Array("\r\n\r\n".utf8)), "a file follows its head")
}
