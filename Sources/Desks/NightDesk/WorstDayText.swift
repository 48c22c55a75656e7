import Encodings

extension WorstDayCopy {
    private static let heading = "When Muster is not there"

    /// What is said first.
    private var lead: String {
        "As it was on \(made). "
            + (audience == .operators
                ? "For operators: with restricted incidents and telephone numbers; do not pass it on."
                : "Restricted incidents and telephone numbers are not in it.")
    }

    private var more: String? {
        incidentCount > incidents.count ? "And \(incidentCount - incidents.count) more." : nil
    }

    /// The copy as text.
    public var text: String {
        var lines = [Self.heading, Self.plain(lead), "", "INCIDENTS THAT ARE NOT CLOSED: \(incidentCount)"]
        for incident in incidents {
            lines += [
                "", Self.plain("\(incident.name)  \(incident.title)\(incident.isRestricted ? "  (restricted)" : "")"),
            ]
            lines.append(Self.plain("  \(incident.state); reported \(incident.reported)"))
            lines.append(Self.plain("  commander: \(incident.commander.map(Self.line) ?? "nobody")"))
            lines += incident.places.map { Self.plain("  \($0.title): \($0.address)") }
        }
        if let more { lines += ["", more] }
        lines += ["", "ON CALL"]
        for schedule in schedules {
            lines += ["", Self.plain("\(schedule.name) (\(schedule.timezone))")]
            lines += schedule.now.map { Self.plain("  now:  \(Self.line($0))") }
            if schedule.now.isEmpty { lines.append("  now:  nobody") }
            lines += schedule.next.map { Self.plain("  next: \(Self.line($0))") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The copy as one page that needs no other file and no script, and prints well.
    public var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>\(Self.heading)</title>
        <style>
        body { font: 15px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 60rem; margin: 2rem auto;
            padding: 0 1rem }
        h1 { font-size: 1.6rem } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem } h3 { font-size: 1rem; margin: 1rem 0 .2rem }
        ul { margin: 0 } article { break-inside: avoid }
        @media print { body { margin: 0; max-width: none } a { color: inherit } }
        </style>
        </head>
        <body>
        <h1>\(Self.heading)</h1>
        <p>\(HTMLEscaping.escape(lead))</p>
        <h2>Incidents that are not closed: \(incidentCount)</h2>
        \(incidents.map(Self.article).joined(separator: "\n"))
        \(more.map { "<p>\($0)</p>" } ?? "")
        <h2>On call</h2>
        \(schedules.map(Self.article).joined(separator: "\n"))
        </body>
        </html>

        """
    }

    private static func article(_ incident: Incident) -> String {
        let title = "\(incident.name) \(incident.title)\(incident.isRestricted ? " (restricted)" : "")"
        let facts = [
            "\(incident.state); reported \(incident.reported)",
            "commander: \(incident.commander.map(line) ?? "nobody")",
        ].map { "<li>\(HTMLEscaping.escape($0))</li>" }
        let places = incident.places.map { place in
            "<li>\(HTMLEscaping.escape(place.title)): \(link(place.address))</li>"
        }
        return article(title, facts + places)
    }

    private static func article(_ schedule: Schedule) -> String {
        let now = schedule.now.isEmpty ? ["now: nobody"] : schedule.now.map { "now: \(line($0))" }
        return article(
            "\(schedule.name) (\(schedule.timezone))",
            (now + schedule.next.map { "next: \(line($0))" }).map { "<li>\(HTMLEscaping.escape($0))</li>" })
    }

    private static func article(_ title: String, _ items: [String]) -> String {
        "<article>\n<h3>\(HTMLEscaping.escape(title))</h3>\n<ul>\n\(items.joined(separator: "\n"))\n</ul>\n</article>"
    }

    /// Only addresses of the Web are links: what a provider says is text of somebody else's.
    private static func link(_ address: String) -> String {
        let text = HTMLEscaping.escape(address)
        let lower = address.lowercased()
        return lower.hasPrefix("https://") || lower.hasPrefix("http://") ? "<a href=\"\(text)\">\(text)</a>" : text
    }

    private static func line(_ person: Person) -> String {
        ([person.name] + (person.email == person.name ? [] : [person.email]) + person.telephones).joined(
            separator: ", ")
    }

    private static func line(_ duty: Duty) -> String { "\(line(duty.person)) [\(duty.layer)] until \(duty.until)" }

    /// One line: titles and names are other people's text.
    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
