/// Words for how something stands that monitors and scripts of any kind write into subjects.
enum MailState {
    /// In capitals, at any place.
    private static let states: Set<Substring> = [
        "FIRING", "RESOLVED", "PROBLEM", "RECOVERY", "RECOVERED", "ALARM", "OK", "CRITICAL", "WARNING", "UNKNOWN", "UP",
        "DOWN", "UNREACHABLE", "INSUFFICIENT_DATA", "FAILED", "SUCCEEDED",
    ]
    /// The same in any case.
    private static let outcomes: Set<String> = ["failed", "failure", "succeeded", "success", "recovered"]
    /// Words at the beginning that say that it is over. In capitals: `ok, but the disk is full` is no end.
    private static let ends: Set<Substring> = ["RESOLVED", "RECOVERY", "RECOVERED", "OK"]
    /// What mail programs put before a subject.
    private static let answers: Set<String> = ["re", "fwd", "fw", "aw", "wg"]

    static func isOne(_ word: MailWord) -> Bool {
        states.contains(word.state) || outcomes.contains(word.bare.lowercased())
    }

    /// Whether the subject says that it is over.
    static func isEnd(_ words: [MailWord]) -> Bool {
        let said = words.drop { $0.bare.isEmpty || answers.contains($0.bare.lowercased()) }
        guard let first = said.first, let last = said.last(where: { !$0.bare.isEmpty }) else { return false }
        return ends.contains(first.state) || ["succeeded", "recovered"].contains(last.bare.lowercased()) || isUp(said)
    }

    /// `UP | backup` (Healthchecks), `Monitor is UP: shop` (UptimeRobot). A mere word in capitals at the beginning is none.
    private static func isUp(_ words: ArraySlice<MailWord>) -> Bool {
        if words.prefix(3).map(\.bare) == ["Monitor", "is", "UP"] { return true }
        guard let first = words.first, first.state == "UP" else { return false }
        return first.text != first.bare || words.dropFirst().first?.bare.isEmpty == true
    }
}
