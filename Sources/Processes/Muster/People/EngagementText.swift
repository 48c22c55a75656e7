import JSON

/// In which incidents somebody is engaged, for people.
enum EngagementText {
    static func list(_ answer: JSON) -> String {
        var listing = Listing("RULE", "TYPES", "SEVERITY", "PRIORITY", "KEYWORDS")
        func add(_ name: String, _ rule: JSON) {
            listing.add(
                name, words(rule["types"]), rule.text(of: "severity").map { "\($0) and worse" },
                rule.text(of: "priority").map { "\($0) and more urgent" }, words(rule["keywords"]))
        }
        for (index, rule) in (answer["rules"]?.arrayValue ?? []).enumerated() { add("own \(index + 1)", rule) }
        for rule in answer["configured"]?.arrayValue ?? [] { add(rule.text(of: "name") ?? "", rule) }
        return listing.text(
            empty: Plain.line("No rule engages \(answer.text(of: "person") ?? "") besides what incidents ask for."))
    }

    private static func words(_ list: JSON?) -> String? {
        let words = (list?.arrayValue ?? []).compactMap(\.stringValue)
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }
}
