package import Domain

/// The fields an operator changes; nil leaves a field as it is.
package struct ShowChange: Sendable {
    package var title: String?
    package var description: String?
    package var host: String?
    package var language: Language?
    package var poster: String??
    package var access: ShowAccess?
    package var allowsLinks: Bool?
    package var startsAt: Timestamp??
    /// Only of a show that has not begun.
    package var scene: SceneName?

    package init() {}

    /// The show as a draft with the changes applied, so that one rule checks both.
    func applied(to show: Show) -> ShowDraft {
        ShowDraft(
            id: show.id, title: title ?? show.title, description: description ?? show.description,
            host: host ?? show.host, language: language ?? show.language, poster: poster ?? show.poster,
            access: access ?? show.access, allowsLinks: allowsLinks ?? show.allowsLinks,
            startsAt: startsAt ?? show.startsAt, scene: scene ?? show.scene)
    }
}
