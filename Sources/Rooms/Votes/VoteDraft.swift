/// What a host asks the room.
package struct VoteDraft: Sendable {
    package let question: String
    package let answers: [VoteAnswer]
    /// How long the vote is open; nil until it is closed by hand.
    package let seconds: Int?

    /// Cleans the texts as chat is cleaned, and refuses what does not fit.
    package init(question: String, answers: [VoteAnswer], seconds: Int?) throws(VoteError) {
        guard VoteLimits.answers.contains(answers.count) else {
            throw .invalid(field: "answers", why: "a vote has 2–4 answers, not \(answers.count)")
        }
        if let seconds, !VoteLimits.seconds.contains(seconds) {
            throw .invalid(field: "seconds", why: "a vote is open for 10–600 seconds")
        }
        self.question = try Self.text(question, "question", VoteLimits.questionCharacters)
        var cleaned: [VoteAnswer] = []
        for answer in answers {
            if let picture = answer.picture, !picture.hasPrefix("/pictures/") {
                throw .invalid(field: "picture", why: "a picture is a path below /pictures/")
            }
            cleaned.append(
                VoteAnswer(
                    text: try Self.text(answer.text, "text", VoteLimits.answerCharacters), picture: answer.picture))
        }
        guard Set(cleaned.map(\.text)).count == cleaned.count else {
            throw .invalid(field: "answers", why: "two answers read the same")
        }
        self.answers = cleaned
        self.seconds = seconds
    }

    private static func text(_ raw: String, _ field: String, _ range: ClosedRange<Int>) throws(VoteError) -> String {
        guard let text = try? ChatText(raw, allowsLinks: true), range.contains(text.value.count) else {
            throw .invalid(field: field, why: "it takes \(range.lowerBound)–\(range.upperBound) characters")
        }
        return text.value
    }
}
