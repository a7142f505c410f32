package import Domain

/// Makes the audience of a room when the room opens.
package protocol AudienceFactory: Sendable {
    func audience(of show: ShowID) -> any Audience
}
