import Domain

/// A line as a buyer sets it.
struct CartLine {
    var variant: VariantID
    var quantity: Int
    var show: ShowID?
    /// The offer at whose price it was put in.
    var offer: OfferID?
}
