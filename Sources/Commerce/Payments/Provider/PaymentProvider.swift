package import Domain

/// Someone who takes money for us: the port to gateways.
///
/// Every call is made outside of transactions and may be made again after a crash: a provider does the same thing for the
/// same payment only once. What it answers is told as a ``PaymentNotice``, whether at once or later.
package protocol PaymentProvider: Sendable {
    /// The word under which its notices are remembered.
    var id: PaymentProviderID { get }

    /// Begins a payment, or tells again how one stands that was begun before.
    func start(_ request: PaymentRequest) async throws -> PaymentNotice

    /// Sends the buyer's answer to a second step; under the same key it is the same answer, sent again.
    func answer(_ payment: PaymentID, code: String, key: IdempotencyKey) async throws -> PaymentNotice

    /// Asks not to take the money any more; it may be too late for that.
    func cancel(_ payment: PaymentID) async throws -> PaymentNotice

    /// Gives all the money back.
    func refund(_ payment: PaymentID) async throws -> PaymentNotice

    /// What happened since and was not acknowledged; each at least once.
    func dueNotices() async throws -> [PaymentNotice]

    /// Says that a notice has been dealt with.
    func acknowledge(_ notice: PaymentNotice) async throws
}
