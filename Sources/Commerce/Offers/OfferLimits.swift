/// What an offer may be.
///
/// The countdown of 10 to 300 s is the usual one of live shopping platforms.
enum OfferLimits {
    static let durations = Duration.seconds(10)...Duration.seconds(300)
    /// How long an unpaid order keeps an offer's units, which are few and wanted now.
    ///
    /// Half an hour is what a payment on the spot takes; one that is made on another day would outlive the show.
    static let longestHold = Duration.seconds(30 * 60)
}
