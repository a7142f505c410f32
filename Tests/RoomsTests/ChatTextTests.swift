import Rooms
import Testing

struct ChatTextTests {
    @Test(arguments: [
        ("  hello   world \n", "hello world"),
        ("pay\u{202E}gnp.exe", "paygnp.exe"),
        ("\u{2066}isolate\u{2069}", "isolate"),
        ("a\u{0000}b\u{0007}c", "abc"),
        ("ไม่เป็นไร", "ไม่เป็นไร"),
        ("👩‍👩‍👧‍👦 nice", "👩‍👩‍👧‍👦 nice"),
        ("مرحبا\u{200F}!", "مرحبا\u{200F}!"),
        ("z\u{0301}\u{0301}\u{0301}\u{0301}\u{0301}\u{0301}\u{0301}!", "z\u{0301}\u{0301}\u{0301}\u{0301}!"),
        ("\u{FEFF}bom", "bom"),
        ("line\u{2028}break", "line break"),
    ])
    func `a line is cleaned without harm to any script`(raw: String, expected: String) throws {
        let text = try ChatText(raw, allowsLinks: true)
        #expect(Array(text.value.unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: ["", "   ", "\u{202E}\n", "\u{3164}\u{2800}", "\u{0301}\u{0301}", "\u{200B}\u{200D}\u{00AD}"])
    func `a line with nothing legible in it is refused`(raw: String) {
        #expect(throws: ChatText.Flaw.empty) { try ChatText(raw, allowsLinks: true) }
    }

    @Test func `280 characters fit and 281 do not`() throws {
        let full = String(repeating: "é", count: 280)
        #expect(try ChatText(full, allowsLinks: false).value.count == 280)
        #expect(throws: ChatText.Flaw.tooLong(characters: 281)) { try ChatText(full + "é", allowsLinks: false) }
    }

    @Test func `a line of joined emoji is bounded by its scalars too`() {
        let family = String(repeating: "👩‍👩‍👧‍👦", count: 170)
        #expect(throws: ChatText.Flaw.tooLong(characters: 170)) { try ChatText(family, allowsLinks: false) }
    }

    @Test(arguments: [
        "see https://evil.example", "www.evil.example", "evil.com", "go to Evil.Shop/now", "(evil.co)", "ftp://x",
        "cheap.lanterns.xyz!", "evil.com.", "x,evil.com", "hi!evil.com", "look→evil.com←", "evil.ai", "a.click now",
        "see...evil.com", "看evil.com看这里", "evil。com", "mai@evil.com", "evil.example/now", "xn--80ak6aa92e.xn--p1ai",
        "ｅｖｉｌ．ｃｏｍ", "𝐞𝐯𝐢𝐥.𝐜𝐨𝐦", "evil.c\u{200C}om", "ev\u{00AD}il.com", "evil\u{2060}.com", "evil.c\u{FE0F}om",
        "evil.me",
        "evil.me/now please", "www.bonito.la quiero",
    ])
    func `a link is refused where links are not allowed`(line: String) throws {
        #expect(throws: ChatText.Flaw.link) { try ChatText(line, allowsLinks: false) }
        #expect(try ChatText(line, allowsLinks: true).value == line)
    }

    @Test(arguments: [
        "great...thanks", "3.50 is ok", "v1.2.3", "so nice.really", "e.g. red", "1.000,00", "a.b", "ok.Then we go",
        "and/or", "3.5/5", "great.今天", "好。我要", "w/o...", "size M.Thanks", "-.-", "...", "bonito.la quiero", "ok.me too",
        "…",
    ])
    func `ordinary writing is no link`(line: String) throws {
        #expect(try ChatText(line, allowsLinks: false).value == line)
    }

    @Test func `a name is cut to its length and cleaned`() {
        #expect(ChatText.name("  Mai\u{202E} Tran ") == "Mai Tran")
        #expect(ChatText.name("\n\u{0000}") == nil)
        #expect(ChatText.name("buy at evil.com") == nil)
        #expect(ChatText.name(String(repeating: "x", count: 99))?.count == 40)
    }

    @Test func `a name is bounded by its scalars, and stays as it is when cleaned again`() {
        let joined = ChatText.name("a" + String(repeating: "\u{200D}", count: 90_000) + "b")
        #expect((joined?.unicodeScalars.count ?? 0) <= ChatLimits().nameScalars)
        #expect(ChatText.name(String(repeating: "n", count: 39) + " tail") == String(repeating: "n", count: 39))
        #expect(ChatText.name(String(repeating: "\u{200E}", count: 50) + "a") == nil)
    }
}
