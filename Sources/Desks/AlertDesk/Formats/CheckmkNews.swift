/// What Checkmk mails of an alert besides its states: `Check_MK: db-1/disk Acknowledged (CRIT)`.
enum CheckmkNews {
    private static let names: Set<Substring> = ["Check_MK:", "Checkmk:"]
    private static let events: [[Substring]] = [
        ["Acknowledged"], ["Started", "Flapping"], ["Stopped", "Flapping"], ["Disabled", "Flapping"],
        ["Downtime", "Start"], ["Downtime", "End"], ["Downtime", "Cancelled"], ["Custom", "Notification"],
    ]

    /// Takes the event out of a subject; `nil` when there is none in it.
    static func take(from words: inout [MailWord]) -> MailStanding? {
        guard let first = words.first, names.contains(first.text) else { return nil }
        // The state in brackets is the one that it had before.
        let end = words.last.map { $0.text.hasPrefix("(") && $0.text.hasSuffix(")") } == true ? 1 : 0
        let rest = words.dropLast(end)
        guard let event = events.first(where: { rest.suffix($0.count).map(\.text) == $0 }) else { return nil }
        words.removeLast(event.count + end)
        return event == ["Acknowledged"] ? .acknowledged : .news
    }
}
