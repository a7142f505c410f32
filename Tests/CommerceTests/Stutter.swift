import Commerce
import Domain
import Synchronization

/// A provider that hears every answer, and of whose first word to each nothing arrives.
final class Stutter: PaymentProvider {
    private let gateway: TestGateway
    private let heard = Mutex<Set<IdempotencyKey>>([])

    init(gateway: TestGateway) {
        self.gateway = gateway
    }

    var id: PaymentProviderID { gateway.id }

    func start(_ request: PaymentRequest) async throws -> PaymentNotice { try await gateway.start(request) }
    func answer(_ payment: PaymentID, code: String, key: IdempotencyKey) async throws -> PaymentNotice {
        let notice = try await gateway.answer(payment, code: code, key: key)
        guard !heard.withLock({ $0.insert(key).inserted }) else { throw OutOfReach() }
        return notice
    }
    func cancel(_ payment: PaymentID) async throws -> PaymentNotice { try await gateway.cancel(payment) }
    func refund(_ payment: PaymentID) async throws -> PaymentNotice { try await gateway.refund(payment) }
    func dueNotices() async throws -> [PaymentNotice] { [] }
    func acknowledge(_ notice: PaymentNotice) async throws {}
}
