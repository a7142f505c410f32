internal import Commerce
internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Rooms

/// Pictures of products: taking, giving and removing them.
struct PictureController: RouteSource {
    let store: PictureStore
    let catalogue: Catalogue

    var routes: [Route] {
        [
            Route(
                .post, "/api/v1/products/{product}/pictures", .role(.owner), limit: .upload, "Adds a picture",
                handler: add),
            Route(
                .delete, "/api/v1/products/{product}/pictures/{picture}", .role(.owner), "Removes a picture"
            ) { exchange in
                // The file stays: orders that were placed show it, and another product may have the same.
                _ = try await catalogue.removePicture(exchange.id("picture"), from: exchange.id("product"))
                return Reply.noContent()
            },
            Route(.get, "/pictures/{file}", .anybody, limit: .files, "A picture", handler: read),
        ]
    }

    private func add(_ exchange: Exchange) async throws -> Response {
        let upload = try await upload(exchange)
        let picture = try CleanPicture(cleaning: upload)
        let added = try await catalogue.addPicture(
            to: exchange.id("product"), file: store.store(picture), width: picture.width, height: picture.height,
            alt: exchange.query("alt") ?? "")
        return Reply.json(ProductBody.PictureBody(added), status: .created)
    }

    /// The raw picture, or the first file of a form.
    private func upload(_ exchange: Exchange) async throws -> [UInt8] {
        let body = Array(try await exchange.anyBody(limit: RequestLimits.picture).readableBytesView)
        switch exchange.mediaType {
        case "multipart/form-data":
            guard let boundary = MultipartFile.boundary(in: exchange.headers[.contentType] ?? ""),
                let file = MultipartFile.first(in: body, boundary: boundary)
            else { throw Problem.invalid("The form has no file in it.") }
            return Array(file)
        case .some(let type) where PictureFormat.allCases.contains { $0.mediaType == type }:
            return body
        default:
            throw PictureError.unknownFormat
        }
    }

    private func read(_ exchange: Exchange) throws -> Response {
        guard let name = exchange.parameters.get("file"), let file = PictureFile(rawValue: name),
            let type = Self.mediaType(of: name), let bytes = store.read(file)
        else { throw Problem.notFound("The picture") }
        return Response(
            status: .ok,
            headers: [
                .contentType: type,
                // Names are made from what is in the file: it can be kept for good.
                .cacheControl: "public, max-age=31536000, immutable",
                // Nothing in a picture may run, should one ever be opened as a page.
                .contentSecurityPolicy: "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func mediaType(of name: String) -> String? {
        if name.hasSuffix(".svg") { return "image/svg+xml" }
        return PictureFormat.allCases.first { name.hasSuffix(".\($0.rawValue)") }?.mediaType
    }
}
