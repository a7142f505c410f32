/// HMAC-SHA1 (RFC 2104), lent by whoever owns the cryptography.
///
/// `ICE` imports no cryptographic library; the caller passes this in. Key and message in, 20 bytes out.
package typealias MessageAuthenticator = (_ key: [UInt8], _ message: [UInt8]) -> [UInt8]
