package import Domain

/// All markets of this server, and the one for a given viewer.
package struct MarketDirectory: Sendable {
    /// Sorted by id.
    package let all: [Playbook]
    /// For viewers nothing is known about.
    package let fallback: Playbook

    private let byID: [MarketID: Playbook]

    /// Takes the playbooks as they were read; ids must differ and the fallback must be among them.
    package init(playbooks: [Playbook], fallback: MarketID) throws(PlaybookError) {
        var byID: [MarketID: Playbook] = [:]
        for playbook in playbooks {
            guard byID.updateValue(playbook, forKey: playbook.id) == nil else {
                throw PlaybookError(
                    file: playbook.id.rawValue, key: "id", problem: "two files describe this market",
                    action: "Remove one of them")
            }
        }
        guard let market = byID[fallback] else {
            throw PlaybookError(
                file: fallback.rawValue, key: "id", problem: "the default market has no playbook",
                action: "Add its file or choose another default")
        }
        self.byID = byID
        self.fallback = market
        all = playbooks.sorted { $0.id < $1.id }
    }

    package subscript(id: MarketID) -> Playbook? { byID[id] }

    package func market(ofCountry country: CountryCode) -> Playbook? {
        all.first { $0.country == country }
    }

    /// The market for a browser's `Accept-Language`: a region it names, else a language it prefers, else the fallback.
    ///
    /// A region counts before a language, for English is spoken everywhere. Malformed parts are passed over.
    package func market(forAcceptLanguage header: String) -> Playbook {
        let wanted = AcceptLanguage(header).languages
        for language in wanted {
            if let region = language.region, let country = CountryCode(region), let market = market(ofCountry: country)
            {
                return market
            }
        }
        for language in wanted {
            if fallback.speaks(language) { return fallback }
            if let market = all.first(where: { $0.speaks(language, first: true) }) { return market }
        }
        return fallback
    }
}

extension Playbook {
    fileprivate func speaks(_ language: Language, first: Bool = false) -> Bool {
        (first ? languages.prefix(1) : languages[...]).contains { $0.primary == language.primary }
    }
}
