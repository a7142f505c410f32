/// What an offer may be.
///
/// The countdown of 10 to 300 s is the usual one of live shopping platforms.
enum OfferLimits {
    static let durations = Duration.seconds(10)...Duration.seconds(300)
}
