/// How large a product may be.
///
/// Options and variants follow Shopify's long-standing limits, so that every file of theirs fits; texts are what a page can show.
enum ProductLimits {
    static let titleCharacters = 255
    static let descriptionCharacters = 20_000
    static let notForCharacters = 500
    static let options = 3
    static let optionCharacters = 255
    static let variants = 100
    static let pictures = 20
    static let altCharacters = 512
    /// More than anyone stores, small enough that no sum overflows.
    static let unitsOnHand = 1_000_000_000
}
