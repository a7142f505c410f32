internal import HTTPTypes

/// The headers that let pages of any site call a route and read its answers.
enum CrossOrigin {
    /// What such pages may read beside the body.
    private static let exposed = "Location, ETag, Link, Retry-After, Accept-Patch"

    static func add(to headers: inout HTTPFields) {
        headers[.accessControlAllowOrigin] = "*"
        headers[.accessControlExposeHeaders] = exposed
    }
}
