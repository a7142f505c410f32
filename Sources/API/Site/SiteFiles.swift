internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The pages and their parts, read once at start.
///
/// What is not in the folder at start is not there: a path is looked up, never opened. Pages name their parts with the
/// version of all files, so that browsers keep parts for good and ask for nothing but the page.
struct SiteFiles: Sendable {
    private struct File: Sendable {
        let bytes: ByteBuffer
        let type: String
        let tag: String
    }

    /// Why the pages cannot be served.
    enum Failure: Error, CustomStringConvertible {
        case missing(folder: String)

        var description: String {
            switch self {
            case .missing(let folder): "The pages are not in \(folder). Install the program with its resources."
            }
        }
    }

    /// By path below the folder: `live.html`, `assets/style/tokens.css`.
    private let files: [String: File]
    /// Names this state of all files: `v` and 96 bits of their digest.
    private let version: String

    init(folder: URL) throws {
        // Resolved, because the enumerator gives resolved paths.
        let folder = folder.resolvingSymlinksInPath()
        guard let paths = FileManager.default.enumerator(atPath: folder.path) else {
            throw Failure.missing(folder: folder.path)
        }
        var contents: [String: [UInt8]] = [:]
        for case let path as String in paths where Self.type(of: path) != nil {
            let place = folder.appendingPathComponent(path).path
            contents[path] = FileManager.default.contents(atPath: place).map(Array.init)
        }
        let version = Self.version(of: contents)
        self.version = version
        files = contents.reduce(into: [:]) { files, entry in
            guard let type = Self.type(of: entry.key) else { return }
            let bytes =
                switch (entry.key as NSString).pathExtension {
                case "html": Self.named(entry.value, with: version)
                case "js": Self.bare(entry.value)
                default: entry.value
                }
            files[entry.key] = File(bytes: ByteBuffer(bytes: bytes), type: type, tag: "\"\(Self.print(of: bytes))\"")
        }
    }

    private static func version(of contents: [String: [UInt8]]) -> String {
        let all = contents.sorted { $0.key < $1.key }.flatMap { Array($0.key.utf8) + Sodium.digest($0.value) }
        return "v" + print(of: all)
    }

    /// 96 bits of a digest, as 16 characters.
    private static func print(of bytes: [UInt8]) -> String {
        Base64URL.encode(Array(Sodium.digest(bytes).prefix(12)))
    }

    /// A page whose parts are named with their version; what they name relative to themselves follows.
    private static func named(_ page: [UInt8], with version: String) -> [UInt8] {
        Array(String(decoding: page, as: UTF8.self).replacing("\"/assets/", with: "\"/assets/\(version)/").utf8)
    }

    /// A script without the comments that fill whole lines: viewers wait for every byte and read none of these.
    ///
    /// The lines themselves stay, so that faults are told by their true numbers.
    private static func bare(_ script: [UInt8]) -> [UInt8] {
        var isInside = false
        let lines = String(decoding: script, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let kept = lines.map { line -> Substring in
            let text = line.drop { $0 == " " }
            guard isInside || text.hasPrefix("/**") else { return line }
            let ends = text.contains("*/")
            if !isInside, ends, !text.hasSuffix("*/") { return line }
            isInside = !ends
            return ""
        }
        return Array(kept.joined(separator: "\n").utf8)
    }

    private static func type(of path: String) -> String? {
        types[(path as NSString).pathExtension]
    }

    /// The pages that came with the program.
    static func bundled() throws -> SiteFiles {
        try SiteFiles(folder: Bundle.module.bundleURL.appendingPathComponent("Pages"))
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "json": "application/json", "svg": "image/svg+xml", "png": "image/png", "webp": "image/webp",
        "jpg": "image/jpeg", "ico": "image/x-icon", "woff2": "font/woff2",
        "webmanifest": "application/manifest+json",
    ]

    /// A page by its name, without the ending.
    func page(_ name: String, status: HTTPResponse.Status = .ok, for exchange: Exchange) -> Response {
        answer("\(name).html", status: status, exchange) ?? Problem.notFound("The page \(name)").response
    }

    /// A part of a page by its path below the folder.
    ///
    /// A page that was opened before the server was renewed names another version; it gets what there is now.
    func part(_ path: [String], for exchange: Exchange) throws(Problem) -> Response {
        let named = path.first.flatMap(Self.isVersion) == true ? path.first : nil
        let place = (["assets"] + path.dropFirst(named == nil ? 0 : 1)).joined(separator: "/")
        guard let response = answer(place, status: .ok, keeps: named == version, exchange) else {
            throw .notFound("The file")
        }
        return response
    }

    private static func isVersion(_ segment: String) -> Bool {
        segment.utf8.count == 17 && segment.hasPrefix("v")
    }

    private func answer(
        _ path: String, status: HTTPResponse.Status, keeps: Bool = false, _ exchange: Exchange
    ) -> Response? {
        guard let file = files[path] else { return nil }
        // Without a version: asked each time, answered in a few bytes, so that a new one is seen at once.
        let cache = keeps ? "public, max-age=31536000, immutable" : "no-cache"
        var headers: HTTPFields = [.contentType: file.type, .eTag: file.tag, .cacheControl: cache]
        if status == .ok, exchange.headers[values: .ifNoneMatch].contains(where: { $0.contains(file.tag) || $0 == "*" })
        {
            headers[.contentType] = nil
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
    }
}
