public import FoundationEssentials
public import JSON

/// One thing that bears on whether somebody was paged.
public struct WhyFact: Sendable, Hashable, JSONEncodable {
    /// When it was so.
    public var at: Date
    /// Which part of the way from an alert to a person it is of: `route`, `escalation`, `receipt`.
    public var place: String
    /// What was so, in a sentence without its end.
    public var fact: String
    /// The rule that decided it, by its name in the configuration; `nil` when no rule did.
    public var rule: String?
    /// Whether it only happened, and decided nothing: an alert was said again.
    var isBackground = false

    /// A fact.
    public init(at time: Date, _ place: String, _ fact: String, rule: String? = nil) {
        at = time
        self.place = place
        self.fact = fact
        self.rule = rule
    }

    /// An object with `at`, `place`, `fact` and `rule`.
    public var json: JSON {
        ["at": at.json, "place": .string(place), "fact": .string(fact), "rule": .optional(rule)]
    }
}
