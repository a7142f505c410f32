/// Why a text is not a session description: in which line, and what is wrong there.
package struct SDPError: Error, Hashable, Sendable {
    /// Counted from 1; 0 when no line in particular is to blame.
    package var line: Int
    package var problem: SDPProblem

    package init(line: Int, problem: SDPProblem) {
        self.line = line
        self.problem = problem
    }

    /// What was wrong with what, as a sentence.
    package var detail: String {
        line > 0 ? "Line \(line): \(problem.detail)" : problem.detail
    }

    /// What to do about it.
    package var action: String { problem.action }
}
