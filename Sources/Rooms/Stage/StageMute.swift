/// What a moderator holds back of somebody, whatever they switch.
struct StageMute: Sendable, Hashable {
    var isMuted = false
    var isHidden = false

    var isEmpty: Bool { !isMuted && !isHidden }
}
