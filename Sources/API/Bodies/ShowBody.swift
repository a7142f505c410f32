internal import Commerce
internal import Domain
internal import Rooms

/// `Show` of the application interface.
struct ShowBody: Codable, Sendable {
    let id: ShowID
    let title: String
    let description: String
    let host: String
    let state: ShowState
    @ExplicitNull var startsAt: Timestamp?
    @ExplicitNull var startedAt: Timestamp?
    @ExplicitNull var endedAt: Timestamp?
    let language: Language
    @ExplicitNull var poster: String?
    let viewers: Int
    @ExplicitNull var pinned: ProductID?
    @ExplicitNull var offer: OfferView?
    @ExplicitNull var vote: VoteBody?
    let media: ShowMedia
    let access: ShowAccess
    let allowsLinks: Bool
    let scene: SceneName
    /// Slots of the scene.
    let pictures: Int
    let sounds: Int

    init(_ show: Show, live: ShowLive) {
        id = show.id
        title = show.title
        description = show.description
        host = show.host
        state = show.state
        _startsAt = ExplicitNull(wrappedValue: show.startsAt)
        _startedAt = ExplicitNull(wrappedValue: show.startedAt)
        _endedAt = ExplicitNull(wrappedValue: show.endedAt)
        language = show.language
        _poster = ExplicitNull(wrappedValue: show.poster)
        viewers = live.viewers
        _pinned = ExplicitNull(wrappedValue: show.pinned)
        _offer = ExplicitNull(wrappedValue: live.offer)
        _vote = ExplicitNull(wrappedValue: live.vote)
        media = live.media
        access = show.access
        allowsLinks = show.allowsLinks
        scene = show.scene
        pictures = show.scene.scene.pictures
        sounds = show.scene.scene.sounds
    }
}

/// What of a show lives outside its row.
struct ShowLive: Sendable {
    var viewers = 0
    var offer: OfferView?
    var vote: VoteBody?
    var media = ShowMedia.none
}
