import Encodings
import FoundationEssentials
public import JSON

/// What Alertmanager's event recorder posts (0.33, feature `event-recorder`): an event, or an array of them, as JSON of
/// Protocol Buffers, where numbers of 64 bits are texts (alertmanager, `eventrecorder.proto`). Kinds of event that tell
/// nothing of an alert, and those of newer versions, are passed over.
public enum AlertmanagerEvents {
    /// Reads events.
    /// - Returns: what they tell, and those that cannot be used by their places.
    /// - Throws: ``AlertRefusal`` for what holds no events.
    public static func parse(_ body: JSON) throws -> (facts: [UpstreamFact], rejections: [(index: Int, error: String)])
    {
        let events: [JSON]
        switch body {
        case .array(let elements): events = elements
        case .object: events = [body]
        default: throw AlertRefusal(["the body must be an event or an array of events"])
        }
        guard events.count <= ParsedAlerts.maximum else {
            throw AlertRefusal(["at most \(ParsedAlerts.maximum) events, found \(events.count)"])
        }
        var facts: [UpstreamFact] = []
        var rejections: [(index: Int, error: String)] = []
        for (index, event) in events.enumerated() {
            do {
                facts += try read(event)
            } catch {
                rejections.append((index, "\(error)"))
            }
        }
        return (facts, rejections)
    }

    private static func read(_ event: JSON) throws -> [UpstreamFact] {
        guard let data = event.member("data"), case .object = data else {
            throw AlertRefusal(["data: expected an object"])
        }
        guard let time = event["@timestamp"]?.stringValue.flatMap(RFC3339.date(from:)) else {
            throw AlertRefusal(["@timestamp: expected a time"])
        }
        if let created = data.member("alertCreated") {
            return [try fact(created.member("alert"), .created, at: "", "Alertmanager learned of it", time)]
        }
        for (name, kind, words) in groups {
            guard let grouped = data.member(name) else { continue }
            let receiver = receiver(grouped)
            return [
                try fact(
                    grouped.member("alert")?.member("details"), kind, at: receiver, "\(words) the receiver \(receiver)",
                    time)
            ]
        }
        if let muted = data.member("silenceMutedAlert") { return [try silenced(muted, time)] }
        if let muted = data.member("inhibitionMutedAlert") { return [try inhibited(muted, time)] }
        return try data.member("notification").map { try notified($0, time) } ?? []
    }

    private static let groups: [(String, UpstreamFact.Kind, String)] = [
        ("alertGrouped", .grouped, "in a group of"), ("alertResolved", .resolved, "over, as was told to"),
    ]

    private static func silenced(_ event: JSON, _ time: Date) throws -> UpstreamFact {
        let silence = event.member("silence")
        let id = silence?.member("id")?.said ?? "unknown"
        let author = silence?.member("createdBy")?.said ?? "somebody"
        let until = silence?.member("endsAt")?.said.map { " until \($0)" } ?? ""
        let comment = silence?.member("comment")?.said.map { ": \($0)" } ?? ""
        return try fact(
            event.member("mutedAlert"), .silenced, at: id, "silenced by \(author)\(until) (\(id))\(comment)", time)
    }

    private static func inhibited(_ event: JSON, _ time: Date) throws -> UpstreamFact {
        let others = (event.member("inhibitingFingerprints")?.arrayValue ?? []).compactMap(fingerprint)
        return try fact(
            event.member("mutedAlert"), .inhibited, at: others.first ?? "",
            "kept back because of the alert \(others.isEmpty ? "of a rule" : others.joined(separator: ", "))", time)
    }

    /// The lists of what fires and what is over may hold hashes alone; the list of all alerts says whose they are.
    private static func notified(_ event: JSON, _ time: Date) throws -> [UpstreamFact] {
        var known: [String: String] = [:]
        for alert in event.member("alerts")?.arrayValue ?? [] {
            guard let hash = alert.member("hash")?.said else { continue }
            known[hash] = alert.member("details")?.member("fingerprint").flatMap(fingerprint)
        }
        let integration = event.member("integration")
        let place = "\(receiver(event))/\(integration?.member("name")?.said ?? "unknown")"
        let lists: [(String, UpstreamFact.Kind, String)] = [
            ("firingAlerts", .sent, "told"), ("resolvedAlerts", .resolved, "told as over"),
        ]
        return lists.flatMap { name, kind, words in
            (event.member(name)?.arrayValue ?? []).compactMap { alert in
                let own = alert.member("details")?.member("fingerprint").flatMap(fingerprint)
                guard let fingerprint = own ?? alert.member("hash")?.said.flatMap({ known[$0] }) else { return nil }
                return UpstreamFact(fingerprint, kind, at: place, "\(words) to \(place)", at: time)
            }
        }
    }

    private static func fact(
        _ alert: JSON?, _ kind: UpstreamFact.Kind, at place: String, _ text: String, _ time: Date
    ) throws -> UpstreamFact {
        guard let fingerprint = alert?.member("fingerprint").flatMap(fingerprint) else {
            throw AlertRefusal(["fingerprint: expected a number of 64 bits"])
        }
        return UpstreamFact(fingerprint, kind, at: place, text, at: time)
    }

    private static func receiver(_ event: JSON) -> String {
        event.member("groupInfo")?.member("receiverName")?.said ?? "unknown"
    }

    /// As the webhook writes it: 16 hexadecimal digits.
    private static func fingerprint(_ value: JSON) -> String? {
        guard let number = value.said.flatMap({ UInt64($0) }) else { return nil }
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension JSON {
    /// A member by its name in JSON, or as the schema has it: Protocol Buffers may be written either way.
    fileprivate func member(_ name: String) -> JSON? {
        if let value = self[name] { return value }
        return self[name.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }]
    }
}
