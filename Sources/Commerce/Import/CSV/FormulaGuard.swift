/// Keeps spreadsheets from taking a text for a formula: an apostrophe before it says that it is text.
///
/// What begins with apostrophes and goes on like a formula gets one more, so that what was written is read again.
enum FormulaGuard {
    static func guarded(_ text: String) -> String {
        looksLikeFormula(text.unicodeScalars.drop { $0 == "'" }) ? "'" + text : text
    }

    static func unguarded(_ text: String) -> String {
        guard text.unicodeScalars.first == "'", looksLikeFormula(text.unicodeScalars.drop { $0 == "'" }) else {
            return text
        }
        return String(text.unicodeScalars.dropFirst())
    }

    private static func looksLikeFormula(_ text: Substring.UnicodeScalarView) -> Bool {
        text.first.map(starts.contains) ?? false
    }

    /// What formulas begin with, the wide forms of Asian spreadsheets too (OWASP, CSV injection).
    private static let starts: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]
}
