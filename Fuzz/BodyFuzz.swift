// fuzz-sources: Sources/API/Bodies/ProductInput.swift Sources/API/Bodies/ProductInput+Draft.swift
// fuzz-sources: Sources/API/Bodies/LayerWish.swift Sources/API/Bodies/StageCommandBody.swift
// fuzz-sources: Sources/Rooms/Stage/StageCommand.swift Sources/Rooms/Stage/StageSwitches.swift
// fuzz-sources: Sources/Rooms/Stage/BattleSide.swift Sources/Rooms/Scenes/StageLayout.swift
// fuzz-sources: Sources/Rooms/Audience/Role.swift
// fuzz-sources: Sources/API/Bodies/Settable.swift Sources/Commerce/Catalogue/Editing/ProductDraft.swift
// fuzz-sources: Sources/Commerce/Catalogue/Editing/VariantDraft.swift
// fuzz-sources: Sources/Commerce/Catalogue/Products/Handle.swift Sources/Commerce/Catalogue/Products/Picture.swift
// fuzz-sources: Sources/Commerce/Catalogue/Products/PictureFile.swift
// fuzz-sources: Sources/Commerce/Catalogue/Products/Product.swift Sources/Commerce/Catalogue/Products/SKU.swift
// fuzz-sources: Sources/Commerce/Catalogue/Products/Variant.swift
// fuzz-sources: Sources/Commerce/Catalogue/Products/VariantPrice.swift Sources/Commerce/Stock/StockLevel.swift
// fuzz-sources: Sources/Commerce/Checkout/CheckoutRequest.swift Sources/Commerce/Checkout/Address/Address.swift
// fuzz-sources: Sources/Commerce/Checkout/Address/Address+Check.swift
// fuzz-sources: Sources/Commerce/Checkout/Address/AddressField.swift
// fuzz-sources: Sources/Commerce/Checkout/Address/AddressLimits.swift
// fuzz-sources: Sources/Commerce/Checkout/Address/AddressProblem.swift
// fuzz-sources: Sources/Commerce/Checkout/Address/AddressRule.swift
// fuzz-sources: Sources/Commerce/Payments/Payment/PaymentInstruction.swift
// fuzz-sources: Sources/Commerce/Catalogue/Editing/ProductDraft+Check.swift
// fuzz-sources: Sources/Commerce/Catalogue/Editing/ProductLimits.swift
// fuzz-sources: Sources/Commerce/Catalogue/Editing/ProductProblem.swift
// fuzz-sources: Sources/Markets/AcceptLanguage.swift Sources/Markets/MarketDirectory.swift
// fuzz-sources: Sources/Markets/Playbook/AccentColour.swift Sources/Markets/Playbook/DeliveryDays.swift
// fuzz-sources: Sources/Markets/Playbook/DeliveryOption.swift Sources/Markets/Playbook/DeliveryOptionID.swift
// fuzz-sources: Sources/Markets/Playbook/ExchangeRate.swift Sources/Markets/Playbook/PaymentMethodID.swift
// fuzz-sources: Sources/Markets/Playbook/PictureDefault.swift
// fuzz-sources: Sources/Markets/Playbook/Playbook.swift Sources/Markets/Playbook/PlaybookError.swift
// fuzz-sources: Sources/Markets/Playbook/PrimeTime.swift Sources/Markets/Playbook/TimeOfDay.swift
// fuzz-sources: Sources/Markets/Playbook/TimeZoneID.swift Sources/Commerce/Pricing/PriceBook.swift
// fuzz-sources: Sources/Rooms/Audience/ExplicitNull.swift Sources/Rooms/Votes/VoteAnswer.swift Sources/Rooms/Votes/VoteDraft.swift
// fuzz-sources: Sources/Rooms/Votes/VoteError.swift Sources/Rooms/Votes/VoteLimits.swift
// fuzz-sources: Sources/Rooms/Chat/ChatText.swift Sources/Rooms/Chat/ChatLimits.swift Sources/Rooms/Chat/LinkFinder.swift
// fuzz-sources: Fuzz/ShopifyMarkets.swift
// fuzz-length: 640
import Domain
import Foundation

/// Any bytes as the JSON bodies of requests, and what is made of them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0 else { return 0 }
    let body = Data(bytes: start, count: count)
    let decoder = JSONDecoder()
    // One type per input, told by the first member's first letter, for the sake of speed.
    do {
        switch kind(body) {
        case UInt8(ascii: "t"), UInt8(ascii: "v"): check(try decoder.decode(ProductInput.self, from: body))
        case UInt8(ascii: "m"), UInt8(ascii: "r"): check(try decoder.decode(LayerWish.self, from: body))
        case UInt8(ascii: "d"): check(try decoder.decode(StageCommandBody.self, from: body))
        case UInt8(ascii: "q"): check(try decoder.decode(Question.self, from: body))
        case UInt8(ascii: "s"): _ = try decoder.decode(Wishes.self, from: body)
        default: try check(try decoder.decode(CheckoutRequest.self, from: body))
        }
    } catch is DecodingError {
    } catch is TimestampError {
    } catch {
        preconditionFailure("only what a request is answered for is thrown: \(error)")
    }
    return 0
}

/// The first letter in quotation marks.
private func kind(_ body: Data) -> UInt8 {
    guard let quote = body.firstIndex(of: UInt8(ascii: "\"")), quote + 1 < body.endIndex else { return 0 }
    return body[quote + 1]
}

/// The members that the bodies inside controllers are made of.
private struct Wishes: Decodable {
    let seconds: Int64?
    let startsAt: Settable<Timestamp>?
    let poster: Settable<String>?
    let price: Money?
    let show: ShowID?
    let shows: [ProductID]?
}

private struct Question: Decodable {
    let question: String
    let answers: [VoteAnswer]
    let seconds: Int?
}

/// Stands for the problems of the edge, which need its packages.
enum Problem: Error {
    case invalid(String)
    case unprocessable(field: String, why: String)
}

private func check(_ input: ProductInput) {
    guard let draft = try? input.draft(),
        let checked = try? draft.checked(
            shopCurrency: ShopifyMarkets.prices.shopCurrency, markets: ShopifyMarkets.prices.markets)
    else { return }
    precondition((1...ProductLimits.variants).contains(checked.variants.count), "a product has variants")
    precondition(checked.variants.allSatisfy { !$0.price.price.isNegative }, "a price is not negative")
    let again = try? checked.checked(
        shopCurrency: ShopifyMarkets.prices.shopCurrency, markets: ShopifyMarkets.prices.markets)
    precondition(again == checked, "a checked draft stays as it is")
}

private func check(_ request: CheckoutRequest) throws {
    let again = try JSONDecoder().decode(CheckoutRequest.self, from: try JSONEncoder().encode(request))
    precondition(again == request, "an order survives its own text")
    guard let country = CountryCode("US") else { preconditionFailure("US is a country") }
    let tidied = request.address.tidied
    precondition(tidied.tidied == tidied, "a tidy address stays as it is")
    let problems = tidied.problems(deliveringTo: country)
    precondition(problems.allSatisfy { !$0.detail.isEmpty }, "a problem has a text")
    if problems.isEmpty {
        let fields = [tidied.name, tidied.line1, tidied.line2 ?? "", tidied.city, tidied.region ?? "", tidied.email]
        precondition(fields.allSatisfy { $0.utf8.count <= 4 * AddressLimits.email }, "a good address is bounded")
    }
}

private func check(_ wish: LayerWish) {
    guard let lines = try? wish.lines() else { return }
    precondition((0...65_536).contains(lines), "a bound is a number of lines")
}

private func check(_ body: StageCommandBody) {
    guard let command = try? body.command() else { return }
    precondition(command.role <= .host, "no command of a stage takes an owner")
    guard let person = command.person else { return }
    precondition((1...256).contains(person.rawValue.utf8.count), "somebody has an id")
}

private func check(_ question: Question) {
    guard let draft = try? VoteDraft(question: question.question, answers: question.answers, seconds: question.seconds)
    else { return }
    precondition(VoteLimits.answers.contains(draft.answers.count), "a vote has a few answers")
    precondition(draft.question.count <= VoteLimits.questionCharacters.upperBound, "a question is short")
}
