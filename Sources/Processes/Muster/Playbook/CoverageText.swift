import JSON
import Operations

/// What goes by itself, for people.
enum CoverageText {
    static func text(_ coverage: JSON) -> String {
        let playbooks = coverage["playbooks"]?.arrayValue ?? []
        let parts = [
            types(coverage), table(of: playbooks), ends(of: playbooks), manual(of: playbooks), overdue(playbooks),
        ]
        return parts.compactMap(\.self).joined(separator: "\n\n")
    }

    private static func types(_ coverage: JSON) -> String {
        var listing = Listing("ALERTS", "TYPE", "GOES BY ITSELF", "STEPS", "PLAYBOOK", "RUNS", "INCIDENTS")
        for type in coverage["types"]?.arrayValue ?? [] {
            listing.add(
                type.text(of: "alerts"), type.text(of: "type"), automation(type), steps(type),
                type.text(of: "playbook"),
                type.text(of: "runs"), type.text(of: "incidents"))
        }
        let table = listing.text(empty: "No alert came since \(coverage.text(of: "since") ?? "–").")
        guard let sums = coverage["alerts"]?.objectValue, coverage["types"]?.arrayValue?.isEmpty == false else {
            return table
        }
        let words = ["none", "partly", "fully"].map { word in
            "\(sums[word]?.intValue ?? 0) \(word == "none" ? "not at all" : word)"
        }
        return "\(table)\n\nAlerts that go by themselves: \(words.joined(separator: ", "))."
    }

    private static func table(of playbooks: [JSON]) -> String? {
        if playbooks.isEmpty { return nil }
        var listing = Listing("PLAYBOOK", "VERSION", "GOES BY ITSELF", "STEPS", "RUNS", "OWNER", "REVIEW BY")
        for playbook in playbooks {
            listing.add(
                playbook.text(of: "name"), playbook.text(of: "version"), automation(playbook), steps(playbook),
                playbook.text(of: "runs"), playbook.text(of: "owner"), playbook.text(of: "review_by"))
        }
        return listing.text(empty: "")
    }

    private static func ends(of playbooks: [JSON]) -> String? {
        var listing = Listing("PLAYBOOK", "ENDED", "IN", "EXECUTIONS")
        var isEmpty = true
        for playbook in playbooks {
            for end in playbook["ended"]?.arrayValue ?? [] {
                isEmpty = false
                listing.add(
                    playbook.text(of: "name"), end.text(of: "status"), end.text(of: "state"), end.text(of: "count"))
            }
        }
        return isEmpty ? nil : listing.text(empty: "")
    }

    private static func manual(of playbooks: [JSON]) -> String? {
        var listing = Listing("PLAYBOOK", "LEFT TO PEOPLE", "EXECUTIONS")
        var isEmpty = true
        for playbook in playbooks {
            for step in playbook["manual"]?.arrayValue ?? [] {
                isEmpty = false
                listing.add(playbook.text(of: "name"), step.text(of: "state"), step.text(of: "count"))
            }
        }
        return isEmpty ? nil : listing.text(empty: "")
    }

    private static func overdue(_ playbooks: [JSON]) -> String? {
        let late = playbooks.filter { $0["overdue"] == true }.map { playbook in
            "  \(playbook.text(of: "name") ?? "–"), which was to be looked at by \(playbook.text(of: "review_by") ?? "–")"
                + (playbook.text(of: "owner").map { ": ask \($0)" } ?? "")
        }
        return late.isEmpty ? nil : (["Overdue reviews:"] + late).joined(separator: "\n")
    }

    private static func automation(_ item: JSON) -> String {
        let word = item.text(of: "automation") ?? "–"
        return word == "none" ? "not at all" : word
    }

    private static func steps(_ item: JSON) -> String? {
        guard let all = item["steps"]?.intValue, all > 0 else { return nil }
        return "\(item["automated_steps"]?.intValue ?? 0) of \(all)"
    }
}
