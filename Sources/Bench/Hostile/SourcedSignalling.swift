internal import Foundation
internal import ICE
internal import TradewindClient

/// WHIP and WHEP from an address of the caller's choice: limits count by address.
struct SourcedSignalling: Signalling {
    let endpoint: URL
    var token: String?
    let source: TransportAddress

    func open(offer: String) async throws(SignallingError) -> SignalledSession {
        let response = try await exchange("POST", endpoint, type: "application/sdp", body: offer)
        guard let location = response.headers["location"],
            let resource = URL(string: location, relativeTo: endpoint)?.absoluteURL
        else { throw .notAnAnswer("it has no Location header.") }
        return SignalledSession(resource: resource, entityTag: response.headers["etag"], answer: response.body)
    }

    func restart(_ session: SignalledSession, fragment: String) async throws(SignallingError) -> SignalledRestart {
        throw .notAnAnswer("Load restarts no sessions.")
    }

    func close(_ session: SignalledSession) async throws(SignallingError) {
        _ = try await exchange("DELETE", session.resource, type: nil, body: "")
    }

    private func exchange(
        _ method: String, _ url: URL, type: String?, body: String
    ) async throws(SignallingError) -> PlainExchange.Response {
        let exchange = PlainExchange(
            method: method, url: url, source: source, token: token, type: type, body: Array(body.utf8))
        let response: PlainExchange.Response
        do {
            response = try await OwnThread.run { try exchange.run() }
        } catch {
            throw .unreachable("\(error)")
        }
        guard (200..<300).contains(response.status) else {
            throw .refused(
                Refusal(status: response.status, code: response.code, detail: "The server refused.", action: nil))
        }
        return response
    }
}
