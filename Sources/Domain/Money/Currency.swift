/// A currency of ISO 4217 that has a smallest unit.
///
/// There is no other way to get one than the closed table, so every `Currency` knows its exponent.
package struct Currency: Hashable, Sendable, CustomStringConvertible {
    /// The alphabetic code, such as `USD`.
    package let code: String
    /// How many decimals its main unit has: `JPY` 0, `USD` 2, `KWD` 3.
    package let exponent: Int

    /// nil when ISO 4217 does not list the code, or lists it without a smallest unit (gold, test codes).
    package init?(_ code: String) {
        guard let exponent = Self.exponents[code] else { return nil }
        self.code = code
        self.exponent = exponent
    }

    /// How many smallest units make one main unit.
    package var unitsPerMain: Int64 {
        var units: Int64 = 1
        for _ in 0..<exponent { units *= 10 }
        return units
    }

    package var description: String { code }

    /// Every currency, by code.
    package static let all: [Currency] = exponents.keys.sorted().compactMap(Currency.init)
}

extension Currency {
    /// ISO 4217 list one, as amended to 1 January 2026 (lev left, Caribbean guilder and Zimbabwe gold in).
    private static let exponents: [String: Int] = {
        var table: [String: Int] = [:]
        for (exponent, codes) in [
            (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
            (
                2,
                """
                AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF \
                CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL \
                HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU \
                MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR \
                SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED \
                VES WST XAD XCD XCG YER ZAR ZMW ZWG
                """
            ),
            (3, "BHD IQD JOD KWD LYD OMR TND"),
            (4, "CLF UYW"),
        ] {
            for code in codes.split(separator: " ") { table[String(code)] = exponent }
        }
        return table
    }()
}

extension Currency: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let code = try container.decode(String.self)
        guard let currency = Currency(code) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(code)” is not an ISO 4217 currency code")
        }
        self = currency
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
