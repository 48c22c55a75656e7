/// The events of Monit (5.33), which it writes before or after the name of the service. How it begins and how it ends may
/// have nothing in common: `Does not exist`, `Exists`.
struct MonitEvent: Sendable, Hashable {
    /// What stands for the pair of both in the key.
    let about: String
    let beginning: [Substring]
    let end: [Substring]

    private init(_ about: String, _ beginning: String, _ end: String) {
        self.about = about
        self.beginning = beginning.split(separator: " ")
        self.end = end.split(separator: " ")
    }

    /// Those with the most words first, so that `Timeout recovery` is no `Timeout`.
    private static let phrases: [(words: [Substring], about: String, standing: MailStanding)] = {
        let names = [
            "Checksum", "Connection", "Content", "Execution", "Filesystem flags", "GID", "Heartbeat", "ICMP",
            "Monit instance", "Permission", "PID", "PPID", "Size", "Status", "Timestamp", "UID", "Uptime",
        ]
        let changing =
            names + [
                "Download bytes", "Upload bytes", "Download packets", "Upload packets", "Data access", "Type", "Link",
                "Existence", "Resource limit", "Saturation", "Speed", "Timeout",
            ]
        let bounded = ["Download bytes", "Upload bytes", "Download packets", "Upload packets", "Saturation"]
        let events =
            names.map { MonitEvent($0, "\($0) failed", "\($0) succeeded") }
            + changing.map { MonitEvent("\($0) change", "\($0) changed", "\($0) not changed") }
            + bounded.map { MonitEvent($0, "\($0) exceeded", "\($0) ok") }
            + [
                MonitEvent("Resource limit", "Resource limit matched", "Resource limit succeeded"),
                MonitEvent("Resource limit", "Resource limit failed", "Resource limit succeeded"),
                MonitEvent("Content match", "Content match", "Content doesn't match"),
                MonitEvent("Data access", "Data access error", "Data access succeeded"),
                MonitEvent("Existence", "Does not exist", "Exists"), MonitEvent("Link", "Link down", "Link up"),
                MonitEvent("Speed", "Speed failed", "Speed ok"), MonitEvent("Type", "Invalid type", "Type succeeded"),
                MonitEvent("Timeout", "Timeout", "Timeout recovery"),
            ]
        return events.flatMap { [($0.beginning, $0.about, .begun), ($0.end, $0.about, .over)] }
            .sorted { $0.words.count > $1.words.count }
    }()

    /// Whether the subject begins as Monit's do.
    static func begins(_ words: [MailWord]) -> Bool {
        words.prefix(2).map(\.text) == ["monit", "alert"]
    }

    /// Puts what it is about in the place of the event; `nil` when there is none in the subject.
    static func take(from words: inout [MailWord]) -> MailStanding? {
        let bare = words.map(\.bare)
        for phrase in phrases {
            guard let place = bare.firstRange(of: phrase.words) else { continue }
            words.replaceSubrange(place, with: MailWord.all(of: phrase.about))
            return phrase.standing
        }
        return nil
    }
}
