@testable import Commerce
import Domain
import Testing

/// Every step that states may take, and that they take no other.
struct StateTests {
    private static let at = Timestamp(milliseconds: 10)
    private static let orders: [OrderState.Word: OrderState] = [
        .awaitingPayment: .awaitingPayment(.init(holdUntil: at)), .paid: .paid(.init(at: at)),
        .cancelled: .cancelled(.init(at: at)), .expired: .expired(.init(at: at)),
    ]

    @Test(arguments: OrderState.Word.allCases)
    func `an order takes the steps of its state and refuses the others`(word: OrderState.Word) throws {
        let legal: [OrderState.Word: [OrderState.Word?]] = [
            // After a capture, a cancellation, an expiry, an expiry too early.
            .awaitingPayment: [.paid, .cancelled, .expired, nil],
            .paid: [nil, nil, nil, nil],
            .cancelled: [nil, nil, nil, nil],
            .expired: [.paid, nil, nil, nil],
        ]
        let events: [OrderState.Event] = [
            .paymentCaptured(at: Self.at), .buyerCancelled(at: Self.at), .holdExpired(at: Self.at),
            .holdExpired(at: Timestamp(milliseconds: 9)),
        ]
        for (event, expected) in zip(events, try #require(legal[word])) {
            let start = try #require(Self.orders[word])
            var state = start
            if let expected {
                try state.receive(event)
                #expect(state.word == expected)
            } else {
                #expect(throws: CommerceError.orderIsClosed(word)) { try state.receive(event) }
                #expect(state == start)
            }
        }
    }

    @Test(arguments: PaymentState.Word.allCases)
    func `a payment takes news and passes over old news`(word: PaymentState.Word) throws {
        let action = PaymentAction(kind: .code, triesLeft: nil)
        let states: [PaymentState.Word: PaymentState] = [
            .created: .created, .requiresAction: .requiresAction(action), .processing: .processing,
            .captured: .captured, .failed: .failed(.declined), .cancelled: .cancelled, .refunded: .refunded,
        ]
        let outcomes: [PaymentOutcome] = [
            .requiresAction(action), .processing, .captured, .failed(.declined), .cancelled, .refunded,
        ]
        let taken: [PaymentState.Word: Set<Int>] = [
            .created: [0, 1, 2, 3, 4], .requiresAction: [0, 1, 2, 3, 4], .processing: [2, 3, 4],
            .captured: [5], .failed: [2], .cancelled: [2], .refunded: [],
        ]
        for (index, outcome) in outcomes.enumerated() {
            let start = try #require(states[word])
            var state = start
            #expect(state.receive(outcome) == taken[word]?.contains(index), "\(outcome)")
            if taken[word]?.contains(index) == false { #expect(state == start) }
        }
    }

    @Test func `a cart is ordered once`() throws {
        var cart = CartState.open
        try cart.orderPlaced(Identifier("o1"))
        #expect(throws: CommerceError.emptyCart) { try cart.orderPlaced(Identifier("o2")) }
        #expect(cart == .ordered(CartState.Ordered(order: Identifier("o1"))))
    }

    @Test(arguments: [
        ("", false), ("a", true), ("with blank", false), ("ümlaut", false), (String(repeating: "k", count: 129), false),
    ])
    func `an idempotency key is one to 128 visible characters`(text: String, isKey: Bool) {
        #expect((IdempotencyKey(rawValue: text) != nil) == isKey)
    }

    @Test(arguments: [
        ("Paper Lantern, red!", "paper-lantern-red"), ("  A  b ", "a-b"), ("Öl & Essig", "l-essig"), ("灯笼", nil),
        ("---", nil),
    ])
    func `a title suggests a handle`(title: String, handle: String?) {
        #expect(Handle(title: title)?.rawValue == handle)
    }

    @Test(arguments: ["../x.png", ".hidden", "a/b.png", "", "a\\b", "ü.png", "a b.png"])
    func `a picture's file cannot leave its folder`(name: String) {
        #expect(PictureFile(rawValue: name) == nil)
    }
}
