/// `Mine` of the interface: how things stand with one person.
struct MineBody: Codable, Sendable, Equatable {
    enum State: String, Codable, Sendable {
        case none
        case raised
        case invited
        case seated
        case banned
    }

    let state: State
    @ExplicitNull var slot: Int?
    /// The place among those who wait, from 1.
    @ExplicitNull var position: Int?
    let muted: Bool
    let hidden: Bool

    init(_ state: State, slot: Int? = nil, position: Int? = nil, mute: StageMute = StageMute()) {
        self.state = state
        _slot = ExplicitNull(wrappedValue: slot)
        _position = ExplicitNull(wrappedValue: position)
        muted = mute.isMuted
        hidden = mute.isHidden
    }
}
