/// How the test gateway behaves, chosen by the buyer.
package enum TestScenario: String, Sendable, CaseIterable {
    case succeed
    case decline
    /// Asks for a code first; see ``TestGateway/code``.
    case challenge
    /// Answers only after a while, as a bank or a voucher does.
    case late
}
