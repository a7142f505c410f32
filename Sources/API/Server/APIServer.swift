internal import Domain
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
internal import Logging
internal import NIOCore
internal import NIOSSL
internal import Rooms
internal import ServiceLifecycle

/// The HTTP edge: pages, application interface, WHIP and WHEP, room sockets.
package struct APIServer: Service {
    /// The whole, ready to run; tests run it on a port of their own.
    private(set) var application: Application<RouterResponder<EdgeContext>>
    let routes: RouteTable
    private let drain: DrainState

    /// - Parameter onRunning: Told the port once the server listens.
    package init(
        configuration: APIConfiguration, services: APIServices,
        onRunning: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) throws {
        let edge = try Edge(configuration: configuration, services: services)
        let (admission, audiences, isSecure) = (edge.admission, services.audiences, configuration.usesHTTPS)
        let plain = HTTPServerBuilder { responder in
            EdgeChannel(responder: responder, admission: admission, audiences: audiences, isSecure: isSecure)
        }
        let logger = Logger(label: "tradewind.http")
        application = Application(
            responder: edge.routes.router(gate: edge.gate).buildResponder(),
            server: try configuration.certificates.map { try .tls(plain, tlsConfiguration: $0.tls()) } ?? plain,
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: configuration.port), serverName: nil),
            services: edge.companions(logger: logger),
            onServerRunning: { await onRunning($0.localAddress?.port ?? 0) },
            eventLoopGroupProvider: .shared(audiences.group),
            logger: logger)
        application.beforeServerStarts { try await edge.revocations.load() }
        routes = edge.routes
        drain = edge.drain
    }

    /// Runs until it is shut down: then takes nothing new, lets requests end, and sends sockets away.
    package func run() async throws {
        let drain = drain
        try await withGracefulShutdownHandler {
            try await application.run()
        } onGracefulShutdown: {
            drain.begin()
        }
    }
}

extension APIConfiguration.Certificates {
    fileprivate func tls() throws(CertificateFailure) -> TLSConfiguration {
        guard let certificates = try? NIOSSLCertificate.fromPEMFile(chain), !certificates.isEmpty else {
            throw .noChain(path: chain)
        }
        guard let privateKey = try? NIOSSLPrivateKey(file: key, format: .pem) else { throw .noKey(path: key) }
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: certificates.map { .certificate($0) }, privateKey: .privateKey(privateKey))
        // Whether the two belong together shows only when they are used.
        guard (try? NIOSSLContext(configuration: configuration)) != nil else {
            throw .foreignKey(path: key, chain: chain)
        }
        return configuration
    }
}
