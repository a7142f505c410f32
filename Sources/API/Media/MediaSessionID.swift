package import Domain

/// The resource a WHIP or WHEP session is.
package enum MediaSession {}

package typealias MediaSessionID = Identifier<MediaSession>
