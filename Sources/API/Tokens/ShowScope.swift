package import Domain

/// The shows a token is good for.
package enum ShowScope: Hashable, Sendable {
    case all
    case only(ShowID)

    /// The claim's text: a show's id, or `*`.
    package var text: String {
        switch self {
        case .all: "*"
        case .only(let show): show.rawValue
        }
    }

    package init(text: String) {
        self = text == "*" ? .all : .only(ShowID(text))
    }

    package func covers(_ show: ShowID) -> Bool {
        switch self {
        case .all: true
        case .only(let own): own == show
        }
    }
}
