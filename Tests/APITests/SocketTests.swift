import Commerce
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOWebSocket
import Rooms
import Synchronization
import Testing

@testable import API

@Suite(.timeLimit(.minutes(2)))
struct SocketTests {
    static let path = "/shows/demo/socket"

    @Test func `a line crosses from one client to the other and back to its author by name`() async throws {
        let house = try await House()
        try await house.serve { client in
            let port = try #require(client.port)
            try await TestSocket.open(port: port, path: Self.path) { mai in
                try await mai.say(#"{"type":"join","name":"Mai"}"#)
                let snapshot = try await mai.hear("snapshot")
                #expect((snapshot["show"] as? [String: Any])?["id"] as? String == "demo")
                try await TestSocket.open(port: port, path: Self.path) { lee in
                    try await lee.say(#"{"type":"join"}"#)
                    _ = try await lee.hear("snapshot")
                    try await mai.say(#"{"type":"chat","client":"c1","text":"hello"}"#)
                    let shared = try await mai.hear("chat")
                    let own = try await mai.hear("chat")
                    #expect(shared["client"] == nil && own["client"] as? String == "c1")
                    let heard = try await lee.hear("chat")
                    #expect(heard["text"] as? String == "hello" && heard["name"] as? String == "Mai")
                    #expect(heard["client"] == nil && heard["id"] as? Int == own["id"] as? Int)
                }
            }
        }
    }

    @Test func `a host without a name speaks under the show's, one with a name under it`() async throws {
        let house = try await House()
        try await house.serve { client in
            let port = try #require(client.port)
            let token = house.token(.host, scope: .only(House.show))
            try await TestSocket.open(port: port, path: "\(Self.path)?token=\(token)") { host in
                try await host.say(#"{"type":"join"}"#)
                try await host.say(#"{"type":"chat","text":"welcome"}"#)
                #expect(try await host.hear("chat")["name"] as? String == "Loom")
            }
            try await TestSocket.open(port: port, path: "\(Self.path)?token=\(token)") { host in
                try await host.say(#"{"type":"join","name":"Rosa"}"#)
                try await host.say(#"{"type":"chat","text":"it is me"}"#)
                while true {
                    let line = try await host.hear("chat")
                    guard line["text"] as? String == "it is me" else { continue }
                    #expect(line["name"] as? String == "Rosa")
                    break
                }
            }
        }
    }

    @Test func `a client that comes back gets what it missed`() async throws {
        let house = try await House()
        try await house.serve { client in
            let port = try #require(client.port)
            let seen = try await TestSocket.open(port: port, path: Self.path) { mai in
                try await mai.say(#"{"type":"join"}"#)
                _ = try await mai.hear("snapshot")
                try await mai.say(#"{"type":"chat","text":"first"}"#)
                return try await mai.hear("chat")["id"] as? Int ?? 0
            }
            try await TestSocket.open(port: port, path: Self.path) { lee in
                try await lee.say(#"{"type":"join"}"#)
                _ = try await lee.hear("snapshot")
                try await lee.say(#"{"type":"chat","text":"second"}"#)
                _ = try await lee.hear("chat")
            }
            try await TestSocket.open(port: port, path: Self.path) { mai in
                try await mai.say(#"{"type":"join","after":\#(seen)}"#)
                #expect(try await mai.hear("chat")["text"] as? String == "second")
            }
        }
    }

    @Test func `a fact of the shop reaches the room`() async throws {
        let house = try await House()
        try await house.serve { client in
            try await TestSocket.open(port: try #require(client.port), path: Self.path) { mai in
                try await mai.say(#"{"type":"join"}"#)
                _ = try await mai.hear("snapshot")
                let pinned = try await client.send(
                    .put, "/api/v1/shows/demo/pin", house.bearer(.host), json: #"{"product":"\#(house.product.id)"}"#)
                #expect(pinned.status == .ok)
                #expect(try await mai.hear("pin")["product"] as? String == house.product.id.rawValue)
                house.media.happen(.publisherStarted(House.show, codec: "VP8", synthetic: true))
                let show = try await mai.hear("show")
                #expect((show["media"] as? [String: Any])?["codec"] as? String == "VP8")
            }
        }
    }

    @Test func `a host is told which layers are wanted, also one who comes later, and a viewer is not`() async throws {
        let house = try await House()
        try await house.serve { client in
            let port = try #require(client.port)
            let path = "\(Self.path)?token=\(house.token(.host, scope: .only(House.show)))"
            try await TestSocket.open(port: port, path: Self.path) { mai in
                try await mai.say(#"{"type":"join"}"#)
                _ = try await mai.hear("snapshot")
                try await TestSocket.open(port: port, path: path) { host in
                    try await host.say(#"{"type":"join"}"#)
                    _ = try await host.hear("snapshot")
                    house.media.happen(
                        .layersWanted(House.show, MediaSessionID("s1"), slot: 1, subject: nil, wanted: ["q", "f"]))
                    let told = try await host.hear("layers")
                    #expect(told["wanted"] as? [String] == ["q", "f"] && told["session"] as? String == "s1")
                }
                try await TestSocket.open(port: port, path: path) { host in
                    try await host.say(#"{"type":"join"}"#)
                    #expect(try await host.hear("layers")["wanted"] as? [String] == ["q", "f"])
                }
                try await mai.say(#"{"type":"ping"}"#)
                var heard: [String] = []
                while heard.last != "pong" { heard.append(try await mai.hearAny()) }
                #expect(!heard.contains("layers"))
            }
        }
    }

    @Test(arguments: [
        (#"{"type":"chat","text":"hi"}"#, "not-joined"), ("nonsense", "malformed"), (#"{"type":"fly"}"#, "malformed"),
    ])
    func `what comes before join is refused`(message: String, code: String) async throws {
        let house = try await House()
        try await house.serve { client in
            try await TestSocket.open(port: try #require(client.port), path: Self.path) { mai in
                try await mai.say(message)
                #expect(try await mai.hear("refused")["code"] as? String == code)
            }
        }
    }

    @Test(arguments: [
        ([UInt8(0xFF), 0xFE], true, 1007), (Array("{}".utf8), false, 1002),
        ([UInt8](repeating: 0x61, count: 5_000), true, 1009),
    ])
    func `a frame that breaks the protocol closes the socket`(payload: [UInt8], masked: Bool, code: Int) async throws {
        let house = try await House()
        try await house.serve { client in
            try await TestSocket.open(port: try #require(client.port), path: Self.path) { mai in
                try await mai.send(.text, payload, masked: masked)
                #expect(try await mai.hearClose() == code)
            }
        }
    }

    @Test func `a flood of messages closes the socket`() async throws {
        let house = try await House()
        try await house.serve { client in
            try await TestSocket.open(port: try #require(client.port), path: Self.path) { mai in
                for _ in 0...SocketLimits.messagesPerSecond { try await mai.say(#"{"type":"ping"}"#) }
                #expect(try await mai.hearClose() == 1008)
            }
        }
    }

    @Test(arguments: [WebSocketOpcode.ping, .pong, .continuation])
    func `a flood of frames that are no messages closes the socket`(opcode: WebSocketOpcode) async throws {
        let house = try await House()
        try await house.serve { client in
            try await TestSocket.open(port: try #require(client.port), path: Self.path) { mai in
                try await mai.say(#"{"type":"join"}"#)
                _ = try await mai.hear("snapshot")
                if opcode == .continuation { try await mai.send(.text, [0x61], final: false) }
                for _ in 0...SocketLimits.framesPerSecond {
                    try await mai.send(opcode, [], final: opcode != .continuation)
                }
                #expect(try await mai.hearClose() == 1008)
            }
        }
    }

    @Test func `one address has so many sockets and no more`() async throws {
        let house = try await House()
        try await house.serve({ $0.socketsPerNetwork = 2 }) { client in
            let port = try #require(client.port)
            let request = """
                GET \(Self.path) HTTP/1.1\r
                Host: localhost\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                \r

                """
            try await TestSocket.open(port: port, path: Self.path) { first in
                try await TestSocket.open(port: port, path: Self.path) { _ in
                    let third = try await RawClient.exchange(port: port, request)
                    #expect(third.hasPrefix("HTTP/1.1 429 "), "\(third.prefix(200))")
                }
                try await first.say(#"{"type":"join"}"#)
                _ = try await first.hear("snapshot")
            }
        }
    }

    @Test func `a market that there is not leaves the session's`() async throws {
        let house = try await House()
        try await house.serve { client in
            try await TestSocket.open(port: try #require(client.port), path: Self.path) { mai in
                try await mai.say(#"{"type":"join","market":"ATLANTIS","name":"evil.com"}"#)
                let me = try await mai.hear("snapshot")["me"] as? [String: Any]
                #expect((me?["name"] as? String)?.hasPrefix("Guest ") == true)
            }
        }
    }

    @Test(arguments: [
        ("/shows/demo/socket", "Sec-WebSocket-Version: 13", 101),
        ("/shows/nowhere/socket", "Sec-WebSocket-Version: 13", 404),
        ("/shows/demo/socket", "Sec-WebSocket-Version: 13\r\nOrigin: https://evil.example", 403),
        ("/shows/demo/socket?token=eyJ.x.y", "Sec-WebSocket-Version: 13", 401),
        ("/shows/demo/socket/more", "Sec-WebSocket-Version: 13", 404),
        ("/shows/demo/socket", "Sec-WebSocket-Version: 8", 426),
        ("/shows/demo/socket", "X-Nothing: 1", 426),
    ])
    func `a client that may not come in is told why and is not upgraded`(
        path: String, header: String, status: Int
    ) async throws {
        let house = try await House()
        try await house.serve { client in
            let answer = try await RawClient.exchange(
                port: try #require(client.port),
                """
                GET \(path) HTTP/1.1\r
                Host: localhost\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \(header)\r
                \r

                """)
            #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer.prefix(200))")
            // RFC 6455, section 1.3: the answer to this key.
            #expect(answer.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") == (status == 101))
        }
    }

    @Test(arguments: ["h2c", "TLS/1.0", "websocket, h2c"])
    func `an offer of another protocol is an ordinary request`(offer: String) async throws {
        let house = try await House()
        try await house.serve { client in
            let answer = try await RawClient.exchange(
                port: try #require(client.port),
                "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: \(offer)\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(answer.prefix(100))")
        }
    }

    @Test(arguments: ["nonsense\r\n\r\n", "GET\r\n\r\n", "\u{16}\u{3}\u{1}\u{0}\u{5}hello\r\n\r\n"])
    func `what is no HTTP is told so`(text: String) async throws {
        let house = try await House()
        try await house.serve { client in
            let answer = try await RawClient.exchange(port: try #require(client.port), text)
            #expect(answer.hasPrefix("HTTP/1.1 400 "))
        }
    }

    @Test func `a plain request to the socket is told what to do`() async throws {
        let house = try await House()
        try await house.serve { client in
            let answer = try await client.send(.get, Self.path)
            #expect(answer.status == .upgradeRequired && answer.problem == "upgrade-required")
            let foreign = try await client.send(.get, Self.path, [.origin: "https://evil.example"])
            #expect(foreign.problem == "foreign-origin")
        }
    }

    @Test func `one write carries all lines of a tick to every socket`() async throws {
        let house = try await House()
        let metrics = house.services.audiences.metrics
        try await house.serve { client in
            let port = try #require(client.port)
            try await TestSocket.open(port: port, path: Self.path) { mai in
                try await mai.say(#"{"type":"join"}"#)
                _ = try await mai.hear("snapshot")
                let (writes, deliveries) = (metrics.socketWrites.value, metrics.deliveries.value)
                for index in 0..<5 { try await mai.say(#"{"type":"chat","text":"line \#(index)"}"#) }
                for _ in 0..<5 { _ = try await mai.hear("chat") }
                #expect(metrics.deliveries.value - deliveries >= 5)
                #expect(metrics.socketWrites.value - writes < metrics.deliveries.value - deliveries)
            }
        }
    }

    @Test func `a slow reader is passed over and gets a snapshot when it reads again`() async throws {
        let house = try await House()
        let metrics = house.services.audiences.metrics
        try await house.serve { client in
            let port = try #require(client.port)
            try await TestSocket.open(port: port, path: Self.path) { slow in
                try await slow.say(#"{"type":"join"}"#)
                _ = try await slow.hear("snapshot")
                try await slow.channel.setOption(.autoRead, value: false).get()
                let room = try await house.services.hub.room(of: House.show)
                let filler = RoomMessage(
                    text: Array(#"{"type":"filler","text":"\#(String(repeating: "x", count: 500_000))"}"#.utf8))
                let mark = RoomMessage(text: Array(#"{"type":"mark"}"#.utf8))
                let audience = house.services.audiences.own(House.show)
                try await TestSocket.open(port: port, path: Self.path) { quick in
                    try await quick.say(#"{"type":"join"}"#)
                    _ = try await quick.hear("snapshot")
                    // Until the system's buffers and ours are full, reading along on the other socket.
                    while metrics.skipped.value == 0 {
                        audience.broadcast([filler, mark])
                        _ = try await quick.hear("mark")
                    }
                    try await quick.say(#"{"type":"chat","text":"still here"}"#)
                    #expect(try await quick.hear("chat")["text"] as? String == "still here")
                }
                #expect(await room.sockets >= 1)
                try await slow.channel.setOption(.autoRead, value: true).get()
                slow.channel.read()
                let snapshot = try await slow.hear("snapshot")
                let lines = snapshot["chat"] as? [[String: Any]] ?? []
                #expect(lines.contains { $0["text"] as? String == "still here" })
            }
        }
    }

    @Test func `hosts hear how their stream arrives and viewers do not`() async throws {
        let house = try await House()
        house.media.state.withLock {
            $0.health = PublisherHealth(
                codec: "VP8", width: 1_280, height: 720, framesPerSecond: 30, bitrate: 1_480_000, loss: 0.002,
                roundTrip: .milliseconds(41), since: house.clock.now(), resumed: 0)
        }
        try await house.serve { client in
            let port = try #require(client.port)
            let token = house.token(.host, scope: .only(House.show))
            try await TestSocket.open(port: port, path: "\(Self.path)?token=\(token)") { host in
                try await host.say(#"{"type":"join"}"#)
                let health = try await host.hear("health")
                #expect(health["roundTrip"] as? Int == 41 && health["live"] as? Bool == true)
            }
        }
    }
}
