/// When a provider is asked again to start a payment that it has not answered.
enum PaymentStartPolicy {
    /// After that many, the payment has failed and the buyer chooses again.
    static let mostStarts = 5

    /// 10 s, then twice as long each time.
    ///
    /// The first delay is longer than any provider's answer takes, so that the sweep does not race the buyer's own request.
    static func delay(after starts: Int) -> Duration {
        .seconds(10 << min(starts, mostStarts))
    }
}
