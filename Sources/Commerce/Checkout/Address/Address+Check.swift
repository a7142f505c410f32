import Domain

extension Address {
    /// Everything that is wrong with it, for deliveries that go to one country.
    func problems(deliveringTo market: CountryCode) -> [AddressProblem] {
        var problems: [AddressProblem] = []
        let required: [(AddressField, String)] = [
            (.name, name), (.line1, line1), (.city, city), (.email, email), (.country, country),
        ]
        for (field, text) in required where text.isEmpty { problems.append(.missing(field)) }
        problems += lengths()
        if !email.isEmpty, !Self.looksLikeEmail(email) {
            problems.append(.malformed(.email, example: "name@example.com"))
        }
        guard !country.isEmpty else { return problems }
        guard let code = CountryCode(country) else { return problems + [.unknownCountry(country)] }
        guard code == market else { return problems + [.notDelivered(code, deliversTo: market)] }
        return problems + local(to: code)
    }

    private func lengths() -> [AddressProblem] {
        let limits: [(AddressField, String?, Int)] = [
            (.name, name, AddressLimits.field), (.line1, line1, AddressLimits.field),
            (.line2, line2, AddressLimits.field), (.city, city, AddressLimits.field),
            (.region, region, AddressLimits.field), (.postcode, postcode, AddressLimits.field),
            (.phone, phone, AddressLimits.phone), (.email, email, AddressLimits.email),
        ]
        return limits.compactMap { field, text, limit in
            // A character may be made of any number of bytes: on average it has four at most.
            let text = text ?? ""
            return text.count > limit || text.utf8.count > 4 * limit ? .tooLong(field, limit: limit) : nil
        }
    }

    private func local(to country: CountryCode) -> [AddressProblem] {
        guard let rule = AddressRule.rule(for: country) else { return [] }
        var problems: [AddressProblem] = []
        if rule.needsRegion, (region ?? "").isEmpty { problems.append(.missing(.region)) }
        if let example = rule.postcodes.first {
            let postcode = postcode ?? ""
            if postcode.isEmpty {
                problems.append(.missing(.postcode))
            } else if !rule.allows(postcode: postcode) {
                problems.append(.malformed(.postcode, example: example))
            }
        }
        return problems
    }

    /// One `@` with something before it and a dotted name after it: only a delivered letter proves more.
    private static func looksLikeEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !text.contains(where: { $0.isWhitespace }) else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
    }
}
