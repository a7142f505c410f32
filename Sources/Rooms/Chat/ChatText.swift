/// A line of chat that is fit to be shown to strangers.
package struct ChatText: Hashable, Sendable {
    package let value: String

    /// Why a line was not taken.
    package enum Flaw: Error, Hashable {
        case empty
        case tooLong(characters: Int)
        case link
    }

    /// Cleans a raw line: no controls, no bidirectional overrides, no towers of marks, single spaces.
    ///
    /// Bidirectional isolates and overrides (UAX #9) are removed because they reorder what stands around the line;
    /// the marks LRM and RLM and the joiners stay, for Arabic, Persian and emoji need them.
    package init(_ raw: String, allowsLinks: Bool, limits: ChatLimits = ChatLimits()) throws(Flaw) {
        // A cheap bound before any Unicode work: 4 bytes is the longest scalar.
        guard raw.utf8.count <= limits.scalars * 4 else { throw .tooLong(characters: raw.utf8.count) }
        let cleaned = Self.cleaned(raw, marks: limits.marksPerCharacter)
        guard !cleaned.isEmpty else { throw .empty }
        guard cleaned.count <= limits.characters, cleaned.unicodeScalars.count <= limits.scalars else {
            throw .tooLong(characters: cleaned.count)
        }
        guard allowsLinks || !LinkFinder.findsLink(in: cleaned) else { throw .link }
        value = cleaned
    }

    /// The display form of a name; nil when nothing legible is left, or when it is a link: names are under every line.
    package static func name(_ raw: String, limits: ChatLimits = ChatLimits()) -> String? {
        // Scalars first: one character may be made of any number of them.
        let bounded = String(String.UnicodeScalarView(raw.unicodeScalars.prefix(limits.nameScalars)))
        let cleaned = Self.cleaned(bounded, marks: limits.marksPerCharacter).prefix(limits.nameCharacters)
        // The cut may leave a blank at the end, or nothing that can be seen.
        let name = Self.cleaned(String(cleaned), marks: limits.marksPerCharacter)
        return name.isEmpty || LinkFinder.findsLink(in: name) ? nil : name
    }

    private static func cleaned(_ raw: String, marks limit: Int) -> String {
        var result = String.UnicodeScalarView()
        var pendingSpace = false
        var marks = 0
        for scalar in raw.unicodeScalars {
            switch role(of: scalar) {
            case .space:
                pendingSpace = !result.isEmpty
                marks = 0
                continue
            case .dropped:
                continue
            case .mark:
                marks += 1
                if marks > limit || result.isEmpty { continue }
            case .kept:
                marks = 0
            }
            if pendingSpace {
                result.append(" ")
                pendingSpace = false
            }
            result.append(scalar)
        }
        // Joiners and direction marks serve letters; alone they are a line that nobody can see.
        return result.contains { $0.properties.generalCategory != .format } ? String(result) : ""
    }

    private enum Role {
        case kept
        case mark
        case space
        case dropped
    }

    private static func role(of scalar: Unicode.Scalar) -> Role {
        switch scalar.value {
        case 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFC: return .dropped
        case 0x09, 0x0A, 0x0D: return .space
        case 0x3164, 0x115F, 0x1160, 0x2800: return .space  // letters and a pattern that are drawn as nothing
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .surrogate, .privateUse, .unassigned: return .dropped
        case .spaceSeparator, .lineSeparator, .paragraphSeparator: return .space
        case .nonspacingMark, .enclosingMark: return .mark
        default: return .kept
        }
    }
}
