internal import Foundation

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// A server's no, from its problem document (RFC 9457) where it sent one.
public struct Refusal: Hashable, Sendable {
    /// The status code of HTTP.
    public var status: Int
    /// The stable word that programs test; nil where the server sent none.
    public var code: String?
    /// What was wrong with what.
    public var detail: String
    /// What to do next; nil where the server does not say.
    public var action: String?

    /// A refusal of known parts.
    public init(status: Int, code: String?, detail: String, action: String?) {
        self.status = status
        self.code = code
        self.detail = detail
        self.action = action
    }

    /// From a response; a body that is no problem document is quoted.
    init(status: Int, body: Data) {
        let problem = try? JSONDecoder().decode(Problem.self, from: body)
        let text = String(decoding: body.prefix(Limit.quoted), as: UTF8.self)
        self.init(
            status: status,
            code: problem?.code,
            detail: problem?.detail ?? problem?.title
                ?? (text.isEmpty ? HTTPURLResponse.localizedString(forStatusCode: status) : text),
            action: problem?.action)
    }

    private enum Limit {
        /// Bytes of a body that is no problem document.
        static let quoted = 200
    }

    private struct Problem: Decodable {
        var title: String?
        var detail: String?
        var code: String?
        var action: String?
    }

    /// Whether the same request can only be refused again: the request itself is at fault.
    var isPermanent: Bool {
        [400, 401, 403, 404, 405, 406, 413, 415, 422].contains(status) || code == "show-ended"
    }
}

extension Refusal: CustomStringConvertible {
    /// A sentence for people.
    public var description: String {
        ["\(detail)", action, "(\(code.map { "\(status) \($0)" } ?? "\(status)"))"].compactMap(\.self).joined(
            separator: " ")
    }
}
