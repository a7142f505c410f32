import SDP
import Testing

struct IceFragmentTests {
    private static let trickle = Offers.text(
        """
        a=ice-ufrag:EsAw
        a=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1
        m=audio 9 UDP/TLS/RTP/SAVPF 0
        a=mid:0
        a=candidate:1387637174 1 udp 2122260223 192.0.2.1 61764 typ host generation 0 ufrag EsAw network-id 1
        a=candidate:3471623853 1 udp 2122194687 198.51.100.2 61765 typ srflx raddr 0.0.0.0 rport 0
        a=candidate:473322822 1 quic 1518280447 192.0.2.1 9 typ host
        a=end-of-candidates
        """)

    @Test func `candidates come with their section`() throws {
        let fragment = try IceFragment(parsing: Self.trickle)
        #expect(fragment.credentials?.userFragment == "EsAw")
        #expect(fragment.sections.count == 1)
        #expect(fragment.sections[0].mid?.rawValue == "0")
        #expect(fragment.sections[0].hasEndOfCandidates)
        #expect(fragment.allCandidates.map(\.port) == [61_764, 61_765, 9])
        #expect(fragment.allCandidates[1].kind == .serverReflexive)
        #expect(fragment.allCandidates[1].rest == "raddr 0.0.0.0 rport 0")
    }

    @Test func `a fragment without sections speaks for the session`() throws {
        let fragment = try IceFragment(parsing: "a=candidate:1 1 UDP 5 fd00::1 9 typ host\na=end-of-candidates\n")
        #expect(fragment.hasEndOfCandidates)
        #expect(fragment.allCandidates.map(\.address) == ["fd00::1"])
        #expect(fragment.allCandidates.map(\.transport) == ["udp"])
        #expect(fragment.credentials == nil)
    }

    @Test func `a fragment survives its own text`() throws {
        let fragment = try IceFragment(parsing: Self.trickle)
        #expect(try IceFragment(parsing: fragment.description) == fragment)
    }

    @Test func `our own restart is written as it is read`() throws {
        var fragment = IceFragment()
        fragment.userFragment = "srvr"
        fragment.password = "abcdefghijklmnopqrstuv"
        fragment.candidates = [Server.candidate]
        fragment.hasEndOfCandidates = true
        #expect(
            fragment.description
                == "a=ice-ufrag:srvr\r\na=ice-pwd:abcdefghijklmnopqrstuv\r\n"
                + "a=candidate:1 1 udp 2130706431 203.0.113.7 7882 typ host\r\na=end-of-candidates\r\n")
    }

    @Test(arguments: [
        ("", 0, SDPProblem.empty), ("a=mid:0", 1, .badAttribute("mid")), ("m=audio 9", 1, .badMediaLine),
        ("a=ice-ufrag:x", 1, .badAttribute("ice-ufrag")), ("\n\nnonsense", 3, .notALine),
    ])
    func `a broken fragment is refused with its line`(text: String, line: Int, problem: SDPProblem) {
        #expect(throws: SDPError(line: line, problem: problem)) { try IceFragment(parsing: text) }
    }

    @Test(arguments: [
        "", "1 1 udp 5 192.0.2.1 9 typ", "1 1 udp 5 192.0.2.1 9 kind host", "1 0 udp 5 192.0.2.1 9 typ host",
        "1 300 udp 5 192.0.2.1 9 typ host", "1 1 udp -5 192.0.2.1 9 typ host", "1 1 udp 5 192.0.2.1 65536 typ host",
        "1 1 udp 5 192.0.2.1 9 typ neighbour",
    ])
    func `a candidate that breaks its grammar is none`(text: String) {
        #expect(IceCandidate(parsing: text) == nil)
    }
}
