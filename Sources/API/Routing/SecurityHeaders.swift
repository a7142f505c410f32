internal import HTTPTypes

/// The headers that tell browsers what our pages may not do.
enum SecurityHeaders {
    /// Everything comes from us; no inline script or style; pictures and video also from memory.
    private static let policy = [
        "default-src 'self'", "img-src 'self' data: blob:", "media-src 'self' blob:", "connect-src 'self'",
        "style-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
        "frame-ancestors 'self'",
    ].joined(separator: "; ")

    static func add(to headers: inout HTTPFields, path: String, isSecure: Bool) {
        // A handler that has set a policy of its own, such as that of pictures, keeps it.
        if headers[.contentSecurityPolicy] == nil { headers[.contentSecurityPolicy] = policy }
        headers[.xContentTypeOptions] = "nosniff"
        headers[.referrerPolicy] = "strict-origin-when-cross-origin"
        // Hosts publish from the studio, guests from the show's page.
        let devices = path.hasPrefix("/studio/") || path.hasPrefix("/live/") ? "self" : ""
        headers[.permissionsPolicy] = "camera=(\(devices)), microphone=(\(devices)), geolocation=(), payment=()"
        // Two years, the least that browsers' preload lists take.
        if isSecure { headers[.strictTransportSecurity] = "max-age=63072000" }
    }
}
