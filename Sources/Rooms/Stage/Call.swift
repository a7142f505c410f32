package import Domain

/// A customer's call in a private show, as it is kept.
package struct Call: Sendable, Hashable {
    package enum State: String, Codable, Sendable, CaseIterable {
        case ringing
        case answered
        case ended
        case missed
        /// Missed, and dealt with.
        case done

        /// Those that are over.
        package static let over: Set<State> = [.ended, .missed, .done]
    }

    package let id: CallID
    package let person: ViewerID
    package let name: String
    package let product: ProductID?
    package let note: String?
    package let rungAt: Timestamp
    package let state: State
}
