import Commerce
import Domain

/// A provider that never volunteers anything, does not hear cancellations, and refunds whatever it is told to.
struct Deaf: PaymentProvider {
    let gateway: TestGateway

    var id: PaymentProviderID { gateway.id }

    func start(_ request: PaymentRequest) async throws -> PaymentNotice { try await gateway.start(request) }
    func answer(_ payment: PaymentID, code: String, key: IdempotencyKey) async throws -> PaymentNotice {
        try await gateway.answer(payment, code: code, key: key)
    }
    func cancel(_ payment: PaymentID) async throws -> PaymentNotice { throw OutOfReach() }
    func refund(_ payment: PaymentID) async throws -> PaymentNotice {
        PaymentNotice(id: PaymentNoticeID(rawValue: "refund-\(payment)"), payment: payment, outcome: .refunded)
    }
    func dueNotices() async throws -> [PaymentNotice] { [] }
    func acknowledge(_ notice: PaymentNotice) async throws {}
}

/// What a provider that cannot be reached throws.
struct OutOfReach: Error {}
