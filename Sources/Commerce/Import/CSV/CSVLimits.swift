/// How large a file of products may be; a file past one of these is refused, not read.
///
/// Shopify takes files of 15 MB; 10 MiB hold some 20,000 variants with long descriptions.
package struct CSVLimits: Sendable {
    package var bytes = 10 * 1_024 * 1_024
    package var records = 50_000
    package var fieldsPerRecord = 300
    package var bytesPerField = 64 * 1_024
    /// After that many bad records reading stops: the file is something else.
    ///
    /// A report has no more lines either.
    package var problems = 1_000

    package init() {}
}
