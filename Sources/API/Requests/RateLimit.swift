/// A named bound on how often one caller may do something.
struct RateLimit: Sendable, Hashable {
    let name: String
    /// Requests that may come at once.
    let burst: Int
    /// Requests that may come in each `period` over time.
    let perPeriod: Int
    let period: Duration

    /// Reading: a page with its parts, reloaded now and then, by a household behind one address.
    static let read = RateLimit(name: "read", burst: 600, perPeriod: 1_200, period: .seconds(60))
    /// Parts of pages and pictures: a page asks for about sixty, and they cost little.
    static let files = RateLimit(name: "files", burst: 6_000, perPeriod: 12_000, period: .seconds(60))
    /// Changing things: a rush of a hundred buyers behind one carrier's address, each with a cart and an order.
    static let write = RateLimit(name: "write", burst: 600, perPeriod: 1_200, period: .seconds(60))
    /// Placing orders: each holds units for a while unpaid, and whoever has five of them opens another session.
    ///
    /// Some hundred buyers behind one carrier's address may order in the same moment; in the quarter of an hour that a
    /// card's hold lasts, one network holds no more than five thousand carts.
    static let order = RateLimit(name: "order", burst: 600, perPeriod: 300, period: .seconds(60))
    /// Guessing passwords and one-time links must not pay.
    static let secret = RateLimit(name: "secret", burst: 10, perPeriod: 10, period: .seconds(60))
    /// Guessing one person's password, from wherever.
    static let password = RateLimit(name: "password", burst: 20, perPeriod: 20, period: .seconds(60))
    /// Media sessions: a classroom that joins at once.
    static let media = RateLimit(name: "media", burst: 600, perPeriod: 1_200, period: .seconds(60))
    /// Wishes for the size of pictures: one at each start, and at each turn of a phone or change of a window.
    static let layer = RateLimit(name: "layer", burst: 1_200, perPeriod: 2_400, period: .seconds(60))
    /// Commands for a stage: hands, switches, roses every three seconds, of a household behind one address.
    static let stage = RateLimit(name: "stage", burst: 60, perPeriod: 240, period: .seconds(60))
    /// Uploads and imports.
    static let upload = RateLimit(name: "upload", burst: 60, perPeriod: 60, period: .seconds(60))
}
