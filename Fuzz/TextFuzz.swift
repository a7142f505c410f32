// fuzz-sources: Sources/API/Accounts/Email.swift Sources/API/Sockets/OriginRule.swift
// fuzz-sources: Sources/Commerce/Catalogue/Products/Handle.swift Sources/Commerce/Catalogue/Products/PictureFile.swift
// fuzz-sources: Sources/Commerce/Catalogue/Products/SKU.swift Sources/Commerce/Checkout/Idempotency/IdempotencyKey.swift
// fuzz-sources: Sources/Markets/AcceptLanguage.swift
// fuzz-length: 96
import Domain

/// Any text as each of the small values that requests bring: what is read is written the same, and is bounded.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    checkTime(text)
    checkMoney(text)
    checkWords(text)
    let languages = AcceptLanguage(text).languages
    precondition(languages.count <= 20, "a header names few languages")
    precondition(languages.allSatisfy { Language($0.tag) == $0 }, "a language survives its own text")
    return 0
}

private func checkTime(_ text: String) {
    do throws(TimestampError) {
        let time = try Timestamp(rfc3339: text)
        precondition((try? Timestamp(rfc3339: time.rfc3339)) == time, "a time survives its own text")
    } catch {
        precondition(!error.description.isEmpty, "an error has a text")
    }
    if let day = CivilDate(text) {
        precondition(CivilDate(daysSinceEpoch: day.daysSinceEpoch) == day, "a day survives its number")
    }
}

private let currencies = ["JPY", "USD", "KWD", "CLF"].compactMap(Currency.init)

private func checkMoney(_ text: String) {
    for currency in currencies {
        do throws(MoneyError) {
            let money = try Money(decimal: text, currency: currency)
            precondition((try? Money(decimal: money.decimalText, currency: currency)) == money, "money survives")
            let whole = text.drop { $0 == "-" || $0 == "0" }.prefix { $0 != "." }
            precondition(money.decimalText.contains(whole), "no digit is lost")
        } catch {
            precondition(!error.description.isEmpty, "an error has a text")
        }
    }
}

private func checkWords(_ text: String) {
    if let language = Language(text) { precondition(Language(language.tag) == language, "a tag survives its text") }
    if let country = CountryCode(text) { precondition(country.rawValue.utf8.count == 2, "a country has two letters") }
    if let email = Email(text) {
        precondition(Email(email.text) == email && email.text.utf8.count <= 254, "an address survives its text")
    }
    if let handle = Handle(rawValue: text) { precondition(Handle(title: text) != nil, "\(handle) is a title") }
    if let handle = Handle(title: text) { precondition(handle.rawValue.utf8.count <= 128, "a handle is bounded") }
    if let sku = SKU(rawValue: text) { precondition(sku.rawValue.utf8.count <= 256, "a stock number is bounded") }
    if let file = PictureFile(rawValue: text) {
        precondition(!file.rawValue.contains("/") && !file.rawValue.hasPrefix("."), "a picture stays in its folder")
    }
    if let key = IdempotencyKey(rawValue: text) { precondition(key.rawValue.utf8.count <= 128, "a key is bounded") }
    let rule = OriginRule(allowed: ["https://shop.example"])
    precondition(!rule.allows(origin: text + "x", host: text), "another site is not ours")
}
