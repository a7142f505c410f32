internal import Domain

/// Something that happened on a stage and is to be kept.
enum StageFact: Sendable, Hashable {
    /// Why somebody is no longer on a stage, or a call was not answered.
    enum Cause: String, Codable, Sendable {
        case left
        case removed
        case banned
        /// Away for too long.
        case gone
        /// Nobody answered in time.
        case unanswered
        /// The host went on to the next call.
        case next
        /// The show is over.
        case over
    }

    case joined(ViewerID, slot: Int?)
    case left(ViewerID, Cause)
    case banned(ViewerID, by: ViewerID)
    case unbanned(ViewerID, by: ViewerID)
    case rung(CallID, ViewerID, name: String, product: ProductID?, at: Timestamp)
    case answered(CallID, ViewerID, waited: Duration)
    case ended(CallID, ViewerID, Cause, lasted: Duration)
    case missed(CallID, ViewerID, Cause, note: String?)
    /// A note that came after the call was missed.
    case noted(CallID, String)
    case promised(String?, by: ViewerID)
    case battleStarted(StageBattle)
    case battleEnded(StageBattle)
}
