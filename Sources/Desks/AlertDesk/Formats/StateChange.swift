/// `CRIT -> OK` in a subject, as Checkmk writes it: both states, of which the second counts.
struct StateChange: Sendable, Hashable {
    private static let ends: Set<Substring> = ["OK", "UP"]
    private static let words: Set<Substring> = [
        "OK", "UP", "WARN", "WARNING", "CRIT", "CRITICAL", "UNKN", "UNKNOWN", "DOWN", "UNREACH", "UNREACHABLE", "PEND",
        "PENDING",
    ]
    private static let severities: Set<Substring> = ["WARN", "WARNING", "CRIT", "CRITICAL"]

    let isOver: Bool
    /// The word for how bad it is now, where the state is one.
    let severityWord: String?

    /// Takes the change out of a subject; `nil` when there is none in it.
    static func take(from words: inout [MailWord]) -> StateChange? {
        let place = words.indices.dropFirst().dropLast().last { index in
            ["->", "→"].contains(words[index].text) && Self.words.contains(words[index - 1].bare)
                && Self.words.contains(words[index + 1].bare)
        }
        guard let place else { return nil }
        let state = words[place + 1].bare
        words.removeSubrange(place - 1...place + 1)
        return StateChange(isOver: ends.contains(state), severityWord: severities.contains(state) ? String(state) : nil)
    }
}
