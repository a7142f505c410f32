package import Domain

/// Who sells in the demo.
package enum DemoSeller {
    package static let name = "Lantern & Loom"
    package static let tagline = "Lamps that glow and cloth that lasts, made by hand in small workshops."
    package static let language: Language = {
        guard let language = Language("en") else { preconditionFailure("English is a language tag") }
        return language
    }()
    package static let currency: Currency = {
        guard let currency = Currency("USD") else { preconditionFailure("ISO 4217 lists the US dollar") }
        return currency
    }()
    package static let mark = DemoPicture(
        file: "mark.svg", alt: "Lantern & Loom: a lit paper lantern whose ribs are woven", width: 512, height: 512
    )
}
