/// What can be wrong with a session description.
package enum SDPProblem: Error, Hashable, Sendable {
    case empty
    case tooManyBytes
    case tooManyLines
    case tooManyMediaSections
    case tooManyAttributes
    case tooManyPayloadTypes
    case controlCharacter
    case notALine
    case noVersion
    case unsupportedVersion
    case noOrigin
    case badOrigin
    case badMediaLine
    /// The attribute of this name does not follow its grammar.
    case badAttribute(String)

    package var detail: String {
        switch self {
        case .empty: "The session description is empty."
        case .tooManyBytes: "The session description has more than \(SDPLimits.bytes) bytes."
        case .tooManyLines: "The session description has more than \(SDPLimits.lines) lines."
        case .tooManyMediaSections: "There are more than \(SDPLimits.mediaSections) media sections."
        case .tooManyAttributes: "This section has more than \(SDPLimits.attributesPerSection) attributes."
        case .tooManyPayloadTypes: "This section lists more than \(SDPLimits.payloadTypes) payload types."
        case .controlCharacter: "There is a control character in the line."
        case .notALine: "A line must be a letter, an equals sign and a value."
        case .noVersion: "A session description begins with v=0."
        case .unsupportedVersion: "Only version 0 of the session description protocol exists."
        case .noOrigin: "There is no o= line."
        case .badOrigin: "An o= line has six fields."
        case .badMediaLine: "An m= line reads: kind, port, protocol, one or more formats."
        case .badAttribute(let name): "The value of a=\(name) does not follow its grammar."
        }
    }

    package var action: String {
        switch self {
        case .empty, .noVersion, .unsupportedVersion, .noOrigin, .badOrigin, .notALine:
            "Send the text of createOffer() unchanged, as application/sdp."
        case .tooManyBytes, .tooManyLines, .tooManyMediaSections, .tooManyAttributes,
            .tooManyPayloadTypes:
            "Offer one audio and one video section."
        case .controlCharacter:
            "End lines with CR LF or LF, and send no other control characters."
        case .badMediaLine, .badAttribute:
            "Correct the line, or send the text of createOffer() unchanged."
        }
    }
}
