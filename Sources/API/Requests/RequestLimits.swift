/// Bounds of what a request may bring.
package enum RequestLimits {
    /// A JSON body: the largest is a product of 100 variants with texts, well below this.
    package static let body = 256 * 1_024
    /// An offer of a browser with every codec and twenty candidates has about 12 KiB.
    package static let sdp = 64 * 1_024
    /// How large a picture is wanted: a few members of a few characters.
    package static let layer = 1_024
    /// A command for a stage: the longest has a note of 280 characters.
    package static let stage = 8 * 1_024
    /// A picture as it comes from a phone.
    package static let picture = 8 * 1_024 * 1_024
    /// A catalogue of 10,000 products with descriptions.
    package static let csv = 10 * 1_024 * 1_024
    /// Items in one answer.
    package static let page = 1...200
    package static let usualPage = 50
    /// All header fields of a request together; nginx takes 32 KiB by default.
    package static let headers = 32 * 1_024
    package static let headerFields = 100
    /// A connection that says nothing for this long is closed.
    package static let idle: Duration = .seconds(60)
}
