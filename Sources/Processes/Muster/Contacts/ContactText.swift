import JSON

/// Contacts for people.
enum ContactText {
    static func name(_ contact: JSON) -> String {
        "\(contact.text(of: "channel") ?? "") to \(contact.text(of: "to") ?? "")"
    }

    static func list(_ answer: JSON) -> String {
        var contacts = Listing("CONTACT", "CHANNEL", "TO", "FROM", "VERIFIED")
        for contact in answer["contacts"]?.arrayValue ?? [] {
            contacts.add(
                contact.text(of: "id"), contact.text(of: "channel"), contact.text(of: "to"),
                contact.text(of: "source"), contact.text(of: "verified_at") ?? contact.text(of: "verified"))
        }
        var rules = Listing("URGENCY", "CHANNEL", "TO", "AFTER", "USED")
        for urgency in ["high", "low"] {
            for rule in answer["rules"]?[urgency]?.arrayValue ?? [] {
                rules.add(
                    urgency, rule.text(of: "channel"), rule.text(of: "to"),
                    rule["after_seconds"]?.intValue.map { $0 == 0 ? "at once" : "\($0) s" },
                    rule["used"]?.boolValue == false ? "no, not verified" : "yes")
            }
        }
        let source =
            answer["rules"]?.text(of: "source") == "own" ? "as they say themselves" : "as the configuration says"
        return [
            contacts.text(empty: "There are no contacts."),
            Plain.line("\(answer.text(of: "person") ?? "") is paged \(source):"), rules.text(empty: "by nothing"),
        ].joined(separator: "\n\n")
    }

    static func added(_ contact: JSON, _ person: String) -> String {
        if contact["verified"]?.boolValue == true { return Plain.line("\(name(contact)) is verified already.") }
        return [
            Plain.line("A code is on its way: \(name(contact)). It is good for 15 minutes:"),
            Plain.line("muster contact verify \(person) \(contact.text(of: "id") ?? "") CODE"),
        ].joined(separator: "\n")
    }

    static func verified(_ contact: JSON) -> String {
        Plain.line("\(name(contact)) is verified. `muster contact rules` says when pages go there.")
    }

    /// A test page with each way's receipt.
    static func test(_ answer: JSON) -> String {
        var listing = Listing("CHANNEL", "TO", "STATE", "PROVIDER", "ENDED", "ANSWER")
        for way in answer["ways"]?.arrayValue ?? [] {
            listing.add(
                way.text(of: "channel"), way.text(of: "to"), way.text(of: "state"), way.text(of: "provider"),
                way.text(of: "at"), way.text(of: "answer"))
        }
        let head =
            switch answer.text(of: "state") {
            case "sent": "Every way has taken the test page."
            case "failed": "Not every way has taken the test page."
            default: "The test page is still on its way."
            }
        return head + "\n\n" + listing.text(empty: "There is no way to this person.")
    }
}
