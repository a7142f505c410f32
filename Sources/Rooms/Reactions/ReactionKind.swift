/// What a viewer can throw at the screen.
package enum ReactionKind: String, Codable, Sendable, CaseIterable {
    case heart
    case clap
    case fire
    case laugh
    case wow
}
