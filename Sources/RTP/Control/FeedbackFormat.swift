/// The format field of a feedback packet (RFC 4585, section 6.1).
enum FeedbackFormat {
    /// Under transport feedback (205).
    static let genericNack: UInt8 = 1
    static let transportWide: UInt8 = 15

    /// Under payload feedback (206).
    static let pictureLoss: UInt8 = 1
    static let fullIntra: UInt8 = 4
    static let application: UInt8 = 15
}
