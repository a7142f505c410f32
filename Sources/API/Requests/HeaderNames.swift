internal import HTTPTypes

/// Header names that the HTTP library does not have.
extension HTTPField.Name {
    static let idempotencyKey = named("Idempotency-Key")
    /// The secret of a link to an order or a history: headers stay out of addresses, histories and logs.
    static let orderKey = named("Order-Key")
    static let forgeryGuard = named("X-CSRF-Token")
    static let forwardedFor = named("X-Forwarded-For")
    static let acceptPost = named("Accept-Post")
    static let acceptPatch = named("Accept-Patch")
    static let permissionsPolicy = named("Permissions-Policy")
    static let referrerPolicy = named("Referrer-Policy")
    static let linkTarget = named("Link")

    private static func named(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("“\(text)” is not a header name.") }
        return name
    }
}
