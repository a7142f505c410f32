/// Sound or picture, as a media section names it.
package enum MediaKind: String, Sendable, Hashable, CaseIterable {
    case audio
    case video
}
