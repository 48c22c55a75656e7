import JSON

/// Pages for people.
enum PageText {
    static func list(_ page: JSON) -> String {
        table(page["items"]?.arrayValue ?? [], empty: "There are no such pages.")
    }

    /// The pages of an incident.
    static func table(_ pages: [JSON], empty: String) -> String {
        var listing = Listing("PAGE", "INCIDENT", "PERSON", "URGENCY", "STATE", "DUE", "HANDED", "WHY")
        for page in pages {
            listing.add(
                page.text(of: "id"), page.text(of: "incident"), page.text(of: "person"), page.text(of: "urgency"),
                page.text(of: "state"), page.text(of: "due_at"), page.text(of: "handed_at"), why(page))
        }
        return listing.text(empty: empty)
    }

    static func one(_ page: JSON) -> String {
        let head = Fields.text([
            ("page", page.text(of: "id")), ("incident", page.text(of: "incident")),
            ("person", page.text(of: "person")), ("urgency", page.text(of: "urgency")), ("why", why(page)),
            ("state", page.text(of: "state")), ("due", page.text(of: "due_at")), ("handed", page.text(of: "handed_at")),
            ("acknowledged", page.text(of: "acknowledged_at")), ("by", page.text(of: "acknowledged_by")),
            ("escalation", page.text(of: "escalation")),
        ])
        var listing = Listing("CHANNEL", "TO", "STATE", "PROVIDER", "DUE", "ENDED", "ANSWER")
        for attempt in page["attempts"]?.arrayValue ?? [] {
            listing.add(
                attempt.text(of: "channel"), attempt.text(of: "to"), attempt.text(of: "state"),
                attempt.text(of: "provider"), attempt.text(of: "due_at"), attempt.text(of: "at"),
                attempt.text(of: "answer"))
        }
        return head + "\n\n" + listing.text(empty: "No way to this person was planned.")
    }

    /// What an answer came to.
    /// - Parameter snoozedUntil: the end of the snooze that was asked for; `nil` when none was.
    static func decided(_ answer: JSON, snoozedUntil: String? = nil) -> String {
        let incident = answer.text(of: "incident") ?? "The incident"
        let by = answer.text(of: "decided_by") ?? "somebody"
        let state =
            switch answer.text(of: "escalation") {
            case "acknowledged" where snoozedUntil != nil:
                "\(incident) pages nobody until \(snoozedUntil ?? ""); then the steps begin again."
            case "acknowledged": "\(incident) is taken by \(by); nobody else is paged."
            case "resolved": "\(incident) needs nobody any more, says \(by)."
            case "stopped": "\(incident) needs nobody any more."
            default: "\(incident) looks for somebody: the next page goes out now."
            }
        let hands = (answer["in_hand"]?.arrayValue ?? []).compactMap(\.stringValue)
        let lines = [
            answer["changed"]?.boolValue == false ? "Nothing was changed. \(state)" : state,
            hands.isEmpty ? nil : "On their way already, and may still arrive: \(hands.joined(separator: ", ")).",
        ]
        return lines.compactMap(\.self).map(Plain.line).joined(separator: "\n")
    }

    private static func why(_ page: JSON) -> String {
        "\(page.text(of: "step") ?? "") of \(page.text(of: "policy") ?? ""), \(page.text(of: "reason") ?? "")"
    }
}
