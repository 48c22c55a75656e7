import JSON

/// Playbooks and executions for people.
enum PlaybookText {
    static func applied(_ version: JSON) -> String {
        let name = "\(version.text(of: "name") ?? "–") version \(version.text(of: "version") ?? "–")"
        return version["created"] == true ? "Applied \(name)." : "Nothing to do: \(name) is this already."
    }

    static func answered(_ answer: JSON) -> String {
        """
        Answered the state "\(answer.text(of: "state") ?? "–")" of the execution \(answer.text(of: "execution") ?? "–").
        """
    }

    static func playbooks(_ page: JSON) -> String {
        var listing = Listing("PLAYBOOK", "VERSION", "APPLIED", "BY")
        for playbook in page["items"]?.arrayValue ?? [] {
            listing.add(
                playbook.text(of: "name"), playbook.text(of: "version"), playbook.text(of: "applied_at"),
                playbook.text(of: "applied_by"))
        }
        return listing.text(empty: "There are no playbooks. Apply one: muster playbook apply FILE.")
    }

    static func executions(_ page: JSON) -> String {
        var listing = Listing("EXECUTION", "PLAYBOOK", "STATE", "INCIDENT", "STARTED", "STOPPED", "IN")
        for execution in page["items"]?.arrayValue ?? [] {
            listing.add(
                execution.text(of: "id"), execution.text(of: "playbook"), execution.text(of: "state"),
                execution.text(of: "incident"), execution.text(of: "started_at"), execution.text(of: "stopped_at"),
                current(execution))
        }
        return listing.text(empty: "There are no such executions.")
    }

    static func execution(_ execution: JSON) -> String {
        Fields.text([
            ("execution", execution.text(of: "id")), ("name", execution.text(of: "name")),
            (
                "playbook",
                execution.text(of: "playbook").map { "\($0) version \(execution.text(of: "version") ?? "–")" }
            ), ("state", execution.text(of: "state")), ("in", current(execution)),
            ("incident", execution.text(of: "incident")), ("started", execution.text(of: "started_at")),
            ("by", execution.text(of: "started_by")), ("stopped", execution.text(of: "stopped_at")),
            ("error", execution.text(of: "error")), ("cause", execution.text(of: "cause")),
            ("input", payload(execution["input"])),
            ("output", execution["output"] == .null ? nil : payload(execution["output"])),
        ])
    }

    /// An execution with what it waits for, and its history.
    static func one(_ shown: JSON, history: [JSON]) -> String {
        var parts = [execution(shown)]
        let waiting = shown["waiting"]?.arrayValue ?? []
        if !waiting.isEmpty {
            var listing = Listing("WAITS IN", "SINCE", "UNTIL", "FOR")
            for step in waiting {
                listing.add(
                    step.text(of: "state"), step.text(of: "since"), step.text(of: "until"), step.text(of: "for"))
            }
            parts.append(listing.text(empty: ""))
        }
        var listing = Listing("#", "AT", "EVENT", "STATE")
        for event in history {
            listing.add(
                event.text(of: "id"), event.text(of: "timestamp"), event.text(of: "type"), state(of: event))
        }
        parts.append(listing.text(empty: "Nothing happened in it yet."))
        return parts.joined(separator: "\n\n")
    }

    /// An event in one line.
    static func event(_ event: JSON) -> String {
        let state = state(of: event).map { "  \($0)" } ?? ""
        return "\(event.text(of: "timestamp") ?? "–")  \(event.text(of: "type") ?? "–")\(state)"
    }

    private static func state(of event: JSON) -> String? {
        for key in ["stateEnteredEventDetails", "stateExitedEventDetails"] {
            if let name = event[key]?.text(of: "name") { return name }
        }
        return event.objectValue?.values.lazy.compactMap { $0.text(of: "error") }.first
    }

    private static func current(_ execution: JSON) -> String? {
        let states = (execution["current"]?.arrayValue ?? []).compactMap(\.stringValue)
        return states.isEmpty ? nil : states.joined(separator: ", ")
    }

    private static func payload(_ value: JSON?) -> String? {
        value.map { value in
            let text = value.text()
            return text.count > 1000 ? text.prefix(1000) + "… (--json shows all of it)" : text
        }
    }
}
