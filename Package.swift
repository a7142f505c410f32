// swift-tools-version:6.2
import PackageDescription

/// Settings every target of ours is compiled with: language mode 6 and the features the house style names.
///
/// `TRADEWIND_STRICT` in the environment makes warnings errors: the tests set it.
let settings: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("InternalImportsByDefault"),
    ] + (Context.environment["TRADEWIND_STRICT"] == nil ? [] : [.treatAllWarnings(as: .error)])

/// For targets whose objects belong to one thread each: their packets need no checks of exclusive access at run time.
let packetSettings: [SwiftSetting] =
    settings + [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

/// A target of ours; ARCHITECTURE.md says who may import whom.
func ours(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil,
    settings: [SwiftSetting] = settings
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
}

/// A shim on a C library of the system.
func library(_ name: String, pkgConfig: String? = nil, debian: String? = nil) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: debian.map { [.apt([$0])] })
}

func tests(of name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: settings)
}

let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "tradewind",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "tradewind", targets: ["Tradewind"]),
        .executable(name: "tradewind-bench", targets: ["Bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Media plane
        ours("RTP"),
        ours("SDP", ["RTP"]),
        ours("ICE"),
        ours("SecureTransport", ["COpenSSL"], settings: packetSettings),
        ours("CongestionControl", ["RTP"]),
        ours("SFU", ["RTP", "ICE", "SecureTransport", "CongestionControl"], settings: packetSettings),
        ours("PacketIO", ["RTP", "ICE", "CDatagram"], settings: packetSettings),
        ours("MediaServer", ["RTP", "SDP", "ICE", "SecureTransport", "SFU", "PacketIO"], settings: packetSettings),
        ours("TradewindClient", ["RTP", "SDP", "ICE", "SecureTransport", "CongestionControl", "PacketIO"]),
        ours("Rehearsal", ["RTP", "ICE", "SecureTransport", "SFU", "PacketIO", "TradewindClient"]),

        // Product plane
        ours("Domain"),
        ours("Database", ["Domain", .product(name: "GRDB", package: "GRDB.swift")]),
        ours("Journal", ["Domain", "Database"]),
        ours("Markets", ["Domain", .product(name: "Yams", package: "Yams")], resources: [.copy("Playbooks")]),
        ours("Rooms", ["Domain", "Database", "Journal", log]),
        ours("Commerce", ["Domain", "Database", "Journal", "Markets"]),
        ours(
            "API",
            [
                "Domain", "Database", "Journal", "Markets", "Rooms", "Commerce", "CSodium", log,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
                lifecycle,
            ], resources: [.copy("Pages")]),

        // The demo
        .target(
            name: "SyntheticCamera", dependencies: ["CVPX", "COpus"],
            // Drawing thirty pictures a second needs the optimiser even in a debug build.
            swiftSettings: settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        ours("Demo", ["Domain", "SyntheticCamera"], resources: [.copy("Content")]),

        // Where everything meets
        .executableTarget(
            name: "Tradewind",
            dependencies: [
                "API", "Commerce", "Database", "Demo", "Domain", "ICE", "Journal", "Markets", "MediaServer", "Rooms",
                "RTP", "SFU", "SyntheticCamera", "TradewindClient", log,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "NIOPosix", package: "swift-nio"),
                lifecycle, .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ], swiftSettings: settings),

        .executableTarget(
            name: "Bench",
            dependencies: [
                "CAllocations", "CDatagram", "ICE", "PacketIO", "RTP", "Rehearsal", "SDP", "SFU", "SecureTransport",
                "SyntheticCamera", "TradewindClient",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: settings),

        .target(name: "CAllocations"),

        // Shims
        library("COpenSSL", pkgConfig: "openssl", debian: "libssl-dev"),
        library("CSodium", pkgConfig: "libsodium", debian: "libsodium-dev"),
        library("CVPX", pkgConfig: "vpx", debian: "libvpx-dev"),
        library("COpus", pkgConfig: "opus", debian: "libopus-dev"),
        library("CDatagram"),
        library("CSRTP", pkgConfig: "libsrtp2", debian: "libsrtp2-dev"),

        // Tests
        tests(of: "RTP", []),
        tests(of: "SDP", ["RTP"]),
        tests(of: "ICE", ["SecureTransport"]),
        tests(of: "SecureTransport", ["CSRTP"]),
        tests(of: "CongestionControl", ["RTP", "Rehearsal"]),
        tests(of: "SFU", ["RTP", "ICE", "SecureTransport", "CongestionControl", "Rehearsal"]),
        tests(of: "MediaServer", ["SFU"]),
        tests(of: "Domain", []),
        tests(of: "Database", ["Domain"]),
        tests(of: "Journal", ["Database", "Domain"]),
        tests(of: "Markets", ["Domain"]),
        tests(of: "Rooms", ["Database", "Domain", "Journal", "Markets"]),
        tests(of: "Commerce", ["Database", "Domain", "Journal", "Markets"]),
        tests(of: "PacketIO", ["ICE", "RTP"]),
        tests(of: "Rehearsal", ["ICE", "PacketIO", "RTP"]),
        tests(
            of: "TradewindClient", ["MediaServer", "PacketIO", "SDP", "SFU", "ICE", "RTP", "SecureTransport"]),
        tests(
            of: "API",
            [
                "Rooms", "Commerce", "Domain", "Database", "Journal", "Markets", log,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOWebSocket", package: "swift-nio"),
            ]),
        tests(of: "SyntheticCamera", ["CVPX", "COpus"]),
        tests(of: "Demo", ["Domain", "SyntheticCamera"]),
    ]
)
