package import Domain

/// Why something about a show was refused.
package enum ShowError: Error, Hashable {
    case unknown(ShowID)
    case exists(ShowID)
    case invalid(field: String, why: String)
    /// The state machine knows no such step.
    case illegalStep(from: ShowState, to: ShowState)
    /// The scene is chosen before the show begins.
    case sceneIsSet(ShowState)
    /// Only a show that is not on air can be removed.
    case onAir(ShowID)
}
