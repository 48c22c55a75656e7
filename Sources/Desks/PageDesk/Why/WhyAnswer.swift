public import JSON

/// Why somebody was, or was not, paged: what is known of it in order of time.
public struct WhyAnswer: Sendable, Hashable, JSONEncodable {
    /// What was asked.
    public var question: String
    /// In order of time; of one time in the order of the way from an alert to a person.
    public var facts: [WhyFact]

    /// Brings facts into their order.
    public init(_ question: String, _ facts: [WhyFact]) {
        self.question = question
        self.facts = facts.enumerated().sorted {
            ($0.element.at, $0.element.isAnswer ? 1 : 0, $0.offset)
                < ($1.element.at, $1.element.isAnswer ? 1 : 0, $1.offset)
        }.map(\.element)
    }

    /// The fact that decides, as a sentence: the last one that is more than background.
    public var answer: String {
        "\((facts.last { !$0.isBackground } ?? facts.last)?.fact ?? "nothing is known of it")."
    }

    /// An object with `question`, `answer` and `facts`.
    public var json: JSON {
        ["question": .string(question), "answer": .string(answer), "facts": .array(facts.map(\.json))]
    }
}

extension WhyFact {
    /// Whether it is somebody's answer: the end of the way.
    fileprivate var isAnswer: Bool { place == "acknowledgement" }
}
