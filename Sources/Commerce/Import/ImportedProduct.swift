/// What the lines of one product in a file say.
struct ImportedProduct {
    /// The line that names it first.
    var line: Int
    /// What the file calls its columns.
    var heading: ShopifyHeading
    var handle: Handle
    var title: String?
    var description: String?
    var state: Product.State?
    /// nil when the file has no such column.
    var notFor: String??
    var optionNames: [String] = []
    var variants: [ImportedVariant] = []
}
