internal import Commerce
internal import Hummingbird
internal import Rooms

/// `/api/v1/products/import` and `…/export`: the catalogue as Shopify's CSV.
struct CatalogueExchangeController: RouteSource {
    let exchange: CatalogueExchange

    var routes: [Route] {
        [
            Route(
                .post, "/api/v1/products/import", .role(.owner), limit: .upload, "Takes products from a CSV file"
            ) { request in
                let file = try await request.body("text/csv", limit: RequestLimits.csv)
                do {
                    return Reply.json(try await exchange.importProducts(Array(file.readableBytesView)))
                } catch let error as ImportError {
                    throw Problem(
                        .unprocessableContent, "unreadable-file", title: "The file cannot be read",
                        detail: error.detail, action: error.action)
                }
            },
            Route(.get, "/api/v1/products/export", .role(.owner), "The catalogue as a CSV file") { _ in
                var response = Reply.text(try await exchange.exportProducts(), type: "text/csv; charset=utf-8")
                response.headers[.contentDisposition] = #"attachment; filename="products.csv""#
                return response
            },
        ]
    }
}
