import JSON
import YAML

/// A proposed rota for people.
enum RotaSuggestionText {
    static func text(_ suggestion: JSON, _ clock: ScheduleClock) -> String {
        var turns = Listing("FROM", "UNTIL", "PERSON", "WEIGHTED HOURS", "ZONE")
        for turn in suggestion["turns"]?.arrayValue ?? [] {
            turns.add(
                clock.text(turn, "from"), clock.text(turn, "until"), turn.text(of: "person"),
                turn["weighted_seconds"]?.intValue.map { "\($0 / 3600)" }, clock.name)
        }
        let fairness = Fields.text([
            ("layer", suggestion.text(of: "layer")),
            (
                "fairness",
                suggestion.text(of: "fairness").map {
                    "\($0) % (the lightest load of the heaviest); the rota as it is: \(suggestion.text(of: "fairness_now") ?? "?") %"
                }
            ),
        ])
        let notes = (suggestion["notes"]?.arrayValue ?? []).compactMap(\.stringValue).map { "Note: \(Plain.line($0))" }
        return
            ([
                turns.text(empty: "There are no turns."), OnCallText.loads(suggestion["load"]), fairness,
                unkept(suggestion),
            ] + (notes.isEmpty ? [] : [notes.joined(separator: "\n")])).joined(separator: "\n\n")
            + "\n\nThe configuration that it asks for: the same command with --yaml."
    }

    private static func unkept(_ suggestion: JSON) -> String {
        let wishes = suggestion["unkept"]?.arrayValue ?? []
        guard !wishes.isEmpty else { return "Every wish is kept." }
        return wishes.map { wish in
            let times = wish["times"]?.intValue ?? 1
            return "Not kept\(times == 1 ? "" : ", \(times) times"): wish \(wish.text(of: "rank") ?? ""), "
                + "\(Plain.line(wish.text(of: "wish") ?? "")).\n  \(Plain.line(wish.text(of: "reason") ?? ""))"
        }.joined(separator: "\n")
    }

    /// The part of the configuration, with what is to be done with it.
    static func yaml(_ suggestion: JSON) -> String {
        let layer = Plain.line(suggestion.text(of: "layer") ?? "")
        return """
            # In the place of the layer `\(layer)`: as it is until the first turn, and the one that follows it. Other layers of the
            # schedule stay as they are; a rota becomes a schedule of this name. `muster config check FILE` says what is wrong.

            """ + YAMLWriter.text(suggestion["configuration"] ?? [:])
    }
}
