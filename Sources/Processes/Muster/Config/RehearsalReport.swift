import AlertDesk
import Encodings
import Foundation
import JSON
import Operations

/// What a file would have made of the alerts of some days, for people and programs.
struct RehearsalReport {
    var rehearsal: ConfigurationRehearsal
    /// The time from which on alerts were looked at.
    var since: Date

    var json: JSON {
        let differences = rehearsal.differences
        func pair(_ counts: (now: Int, then: Int)) -> JSON { ["now": .int(counts.now), "then": .int(counts.then)] }
        var incidents = JSONObject()
        incidents["now"] = .int(rehearsal.incidents.now)
        incidents["then"] = .int(rehearsal.incidents.then)
        incidents["more"] = .int(differences.more)
        incidents["fewer"] = .int(differences.fewer)
        return [
            "since": since.json, "alerts": .int(differences.alerts), "incidents": .object(incidents),
            "storms": pair(rehearsal.storms),
            "pages": .array(
                rehearsal.pages.map { person, now, then in
                    [
                        "person": .string(person), "now": .int(now.all), "then": .int(then.all),
                        "now_at_night": .int(now.atNight), "then_at_night": .int(then.atNight),
                    ]
                }),
            "nobody": pair(differences.nobody), "lost": .int(differences.lost),
            "examples": .array(
                differences.examples.map {
                    [
                        "alert": $0.alert.id.json, "at": $0.alert.firstAt.json, "source": .string($0.alert.source),
                        "title": .string($0.alert.title), "reason": .string($0.reason),
                    ]
                }), "unjudged_routes": .array(rehearsal.unjudgedRoutes.map { .string($0) }),
        ]
    }

    var text: String {
        let differences = rehearsal.differences
        let incidents = rehearsal.incidents
        var parts = [
            "\(Wording.count(differences.alerts, "alert")) since \(RFC3339.string(from: since)):",
            Fields.text([
                (
                    "incidents",
                    "\(incidents.now) → \(incidents.then) (\(differences.more) more, \(differences.fewer) fewer)"
                ), ("of them storms", "\(rehearsal.storms.now) → \(rehearsal.storms.then)"),
                (
                    "reach nobody",
                    "\(Wording.count(differences.nobody.now, "alert")) → \(differences.nobody.then), \(differences.lost) of "
                        + "them reach somebody now"
                ),
            ]), pages(),
        ]
        if !differences.examples.isEmpty { parts.append(examples(differences)) }
        if !rehearsal.unjudgedRoutes.isEmpty {
            parts.append(
                "These routes ask for labels of the sender's route, which are not kept, and match nothing here: "
                    + "\(rehearsal.unjudgedRoutes.map { Plain.line($0) }.joined(separator: ", ")).")
        }
        return parts.joined(separator: "\n\n")
    }

    private func pages() -> String {
        var listing = Listing("PERSON", "PAGES", "AT NIGHT")
        for (person, now, then) in rehearsal.pages {
            listing.add(person, "\(now.all) → \(then.all)", "\(now.atNight) → \(then.atNight)")
        }
        return listing.text(empty: "Nobody would be paged.")
    }

    private func examples(_ differences: ConfigurationRehearsal.Differences) -> String {
        var listing = Listing("AT", "SOURCE", "TITLE", "WOULD REACH NOBODY")
        for example in differences.examples {
            listing.add(
                RFC3339.string(from: example.alert.firstAt), example.alert.source, example.alert.title, example.reason)
        }
        let rest = differences.lost - differences.examples.count
        return listing.text(empty: "") + (rest > 0 ? "\nand \(rest) more" : "")
    }
}
