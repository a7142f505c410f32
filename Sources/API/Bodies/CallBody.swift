internal import Domain
internal import Rooms

/// `Call` of the application interface.
struct CallBody: Encodable, Sendable {
    let call: CallID
    let person: ViewerID
    let name: String
    @ExplicitNull var product: ProductID?
    @ExplicitNull var note: String?
    let rungAt: Timestamp
    let state: String

    init(_ call: Call) {
        self.call = call.id
        person = call.person
        name = call.name
        _product = ExplicitNull(wrappedValue: call.product)
        _note = ExplicitNull(wrappedValue: call.note)
        rungAt = call.rungAt
        state = call.state.rawValue
    }
}
