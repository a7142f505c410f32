public import Foundation

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// WHIP (RFC 9725) and WHEP by HTTP.
public struct HTTPSignalling: Signalling {
    private enum Limit {
        /// A join that takes longer has failed for the one who waits.
        static let seconds: TimeInterval = 10
        /// Connections to one server; joins at once share them.
        static let connections = 64
    }

    private let endpoint: URL
    private let token: String?
    private let session: URLSession

    /// - Parameter token: goes out as bearer token; nil where the endpoint asks for none.
    public init(endpoint: URL, token: String?) {
        self.endpoint = endpoint
        self.token = token
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = Limit.seconds
        configuration.httpMaximumConnectionsPerHost = Limit.connections
        session = URLSession(configuration: configuration)
    }

    /// Posts the offer to the endpoint.
    public func open(offer: String) async throws(SignallingError) -> SignalledSession {
        let request = request("POST", endpoint, type: "application/sdp", body: offer)
        let (body, response) = try await exchange(request)
        guard let answer = String(data: body, encoding: .utf8), answer.hasPrefix("v=0") else {
            throw .notAnAnswer("the body is no session description.")
        }
        guard let location = response.value(forHTTPHeaderField: "Location"),
            let resource = URL(string: location, relativeTo: endpoint)?.absoluteURL
        else { throw .notAnAnswer("it has no Location header.") }
        return SignalledSession(
            resource: resource, entityTag: response.value(forHTTPHeaderField: "ETag"), answer: answer)
    }

    /// Patches the session with a fragment.
    public func restart(
        _ session: SignalledSession, fragment: String
    ) async throws(SignallingError) -> SignalledRestart {
        var request = request("PATCH", session.resource, type: "application/trickle-ice-sdpfrag", body: fragment)
        // RFC 9725, section 4.3.2: a restart matches any generation.
        request.setValue("*", forHTTPHeaderField: "If-Match")
        let (body, response) = try await exchange(request)
        guard response.statusCode == 200, let text = String(data: body, encoding: .utf8) else {
            throw .notAnAnswer("an ICE restart was answered with \(response.statusCode) and no fragment.")
        }
        return SignalledRestart(fragment: text, entityTag: response.value(forHTTPHeaderField: "ETag"))
    }

    /// Deletes the session.
    public func close(_ session: SignalledSession) async throws(SignallingError) {
        _ = try await exchange(request("DELETE", session.resource, type: nil, body: nil))
    }

    private func request(_ method: String, _ url: URL, type: String?, body: String?) -> URLRequest {
        var request = URLRequest(url: url)
        request.httpMethod = method
        request.httpBody = body.map { Data($0.utf8) }
        if let type { request.setValue(type, forHTTPHeaderField: "Content-Type") }
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        return request
    }

    /// One exchange, which a cancelled task does not cut off: a session that was made must be ended.
    private func exchange(_ request: URLRequest) async throws(SignallingError) -> (Data, HTTPURLResponse) {
        let result: Result<(Data, HTTPURLResponse), SignallingError> = await withCheckedContinuation { continuation in
            session.dataTask(with: request) { body, response, error in
                guard let response = response as? HTTPURLResponse else {
                    let reason = error?.localizedDescription ?? "no response came."
                    return continuation.resume(returning: .failure(.unreachable(reason)))
                }
                guard (200..<300).contains(response.statusCode) else {
                    let refusal = Refusal(status: response.statusCode, body: body ?? Data())
                    return continuation.resume(returning: .failure(.refused(refusal)))
                }
                continuation.resume(returning: .success((body ?? Data(), response)))
            }.resume()
        }
        return try result.get()
    }
}
