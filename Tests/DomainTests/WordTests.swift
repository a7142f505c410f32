import Domain
import Testing

/// Languages and countries.
struct WordTests {
    @Test(arguments: [
        ("en", "en", "en", nil), ("PT-br", "pt-BR", "pt", "BR"), ("zh-hans", "zh-Hans", "zh", nil),
        ("zh-HANT-tw", "zh-Hant-TW", "zh", "TW"), ("es-419", "es-419", "es", "419"), ("fil", "fil", "fil", nil),
    ])
    func `a language tag is put into its usual case`(text: String, tag: String, primary: String, region: String?) {
        let language = Language(text)
        #expect(language?.tag == tag)
        #expect(language?.primary == primary)
        #expect(language?.region == region)
    }

    @Test(arguments: ["", "e", "engl", "en-", "en_US", "en--US", "1n", "en-USA", "en-US-x-twain", "én"])
    func `what is no such tag is refused`(text: String) {
        #expect(Language(text) == nil)
    }

    @Test(arguments: [("US", "US"), ("br", "BR"), ("XX", nil), ("USA", nil), ("", nil), ("UK", nil)])
    func `a country is one that ISO 3166 assigns`(text: String, code: String?) {
        #expect(CountryCode(text)?.rawValue == code)
    }
}
