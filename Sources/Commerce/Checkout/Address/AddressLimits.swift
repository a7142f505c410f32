/// How long the fields of an address may be: what a label printer takes; e-mail as RFC 5321, 4.5.3.1.3.
enum AddressLimits {
    static let field = 100
    static let phone = 32
    static let email = 254
}
