import Cost
import JSON

/// What an incident costs, for people.
enum CostText {
    /// What waiting and working cost, and how much could not be counted.
    static func summary(_ cost: JSON) -> String {
        let problems = cost["problems"]?.arrayValue?.count ?? 0
        return Fields.text([
            ("incident", cost.text(of: "incident")), ("total", money(cost["total"])),
            ("nobody knew", money(cost["split"]?["nobody_knew"])),
            ("nobody answered", money(cost["split"]?["nobody_answered"])),
            ("working", money(cost["split"]?["working"])), ("afterwards", money(cost["split"]?["afterwards"])),
            ("model", cost.text(of: "model")), ("computed at", cost.text(of: "computed_at")),
            (
                "not counted",
                problems == 0
                    ? nil
                    : "\(problems) \(problems == 1 ? "row" : "rows"): "
                        + "`muster incident cost \(cost.text(of: "incident") ?? "") --explain` says why"
            ),
        ])
    }

    /// Each line, the total beneath, and what could not be counted.
    static func lines(_ cost: JSON) -> String {
        var listing = Listing(
            "PERSON", "ROLE", "FOR", "FROM", "UNTIL", "HOURS", "TIMES", "PER HOUR", "AMOUNT", "REASON")
        for line in cost["lines"]?.arrayValue ?? [] {
            listing.add(
                line.text(of: "person"), line.text(of: "role")?.replacing("_", with: " "), purpose(line),
                line.text(of: "from"), line.text(of: "until"), hours(line["seconds"]), line.text(of: "multiplier"),
                money(line["rate"]), money(line["amount"]), line.text(of: "reason"))
        }
        var parts = [listing.text(empty: "Nothing costs anything yet."), summary(cost)]
        let problems = cost["problems"]?.arrayValue ?? []
        if !problems.isEmpty {
            parts.append(
                (["Not counted:"]
                    + problems.map { Plain.line("  \($0.text(of: "row") ?? ""): \($0.text(of: "detail") ?? "")") })
                    .joined(separator: "\n"))
        }
        return parts.joined(separator: "\n\n")
    }

    private static func purpose(_ line: JSON) -> String? {
        line.text(of: "activity").map { word in line.text(of: "count").map { "\($0) × \(word)" } ?? word }
    }

    /// As an amount in the currency's own decimals.
    static func money(_ value: JSON?) -> String? {
        guard let amount = value?["amount_minor"]?.int64Value, let code = value?["currency"]?.stringValue else {
            return nil
        }
        // A newer release may know another currency.
        return Currency(code).map { Money(amount, $0).text } ?? "\(amount) \(code) (minor units)"
    }

    /// Hours with two decimals, rounded.
    static func hours(_ seconds: JSON?) -> String? {
        guard let seconds = seconds?.int64Value else { return nil }
        let hundredths = (seconds * 100 + 1800) / 3600
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        return "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
