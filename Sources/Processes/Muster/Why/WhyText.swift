import JSON

/// Answers to "why?" for people.
enum WhyText {
    static func text(_ answer: JSON) -> String {
        var listing = Listing("AT", "PLACE", "RULE", "FACT")
        for fact in answer["facts"]?.arrayValue ?? [] {
            listing.add(
                fact.text(of: "at"), fact.text(of: "place"), fact.text(of: "rule"), fact.text(of: "fact"))
        }
        return [
            Plain.line(answer.text(of: "question") ?? ""), listing.text(empty: "Nothing is known of it."),
            Plain.line(answer.text(of: "answer") ?? ""),
        ].joined(separator: "\n\n")
    }
}
