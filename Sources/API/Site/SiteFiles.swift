internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// The pages and their parts, read once at start.
///
/// What is not in the folder at start is not there: a path is looked up, never opened.
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

    init(folder: URL) throws {
        // Resolved, because the enumerator gives resolved paths.
        let folder = folder.resolvingSymlinksInPath()
        guard let paths = FileManager.default.enumerator(atPath: folder.path) else {
            throw Failure.missing(folder: folder.path)
        }
        var files: [String: File] = [:]
        for case let path as String in paths {
            guard let type = Self.types[(path as NSString).pathExtension],
                let data = FileManager.default.contents(atPath: folder.appendingPathComponent(path).path)
            else { continue }
            let bytes = Array(data)
            let tag = Base64URL.encode(Array(Sodium.digest(bytes).prefix(12)))
            files[path] = File(bytes: ByteBuffer(bytes: bytes), type: type, tag: "\"\(tag)\"")
        }
        self.files = files
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
    func part(_ path: String, for exchange: Exchange) throws(Problem) -> Response {
        guard let response = answer(path, status: .ok, exchange) else { throw .notFound("The file") }
        return response
    }

    private func answer(_ path: String, status: HTTPResponse.Status, _ exchange: Exchange) -> Response? {
        guard let file = files[path] else { return nil }
        // Asked each time, answered in a few bytes: a new version is seen at once.
        var headers: HTTPFields = [.contentType: file.type, .eTag: file.tag, .cacheControl: "no-cache"]
        if status == .ok, exchange.headers[values: .ifNoneMatch].contains(where: { $0.contains(file.tag) || $0 == "*" })
        {
            headers[.contentType] = nil
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
    }
}
