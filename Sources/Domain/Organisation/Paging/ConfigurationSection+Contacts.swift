import Escalation
import JSON

extension ConfigurationSection {
    static let contacts = list(
        "contacts", of: "contact rules", by: "person", max: 100_000, at: \.contacts, name: { $0.person.lowercased() },
        read: ContactRules.init(configuration:)
    ) { rules, all, place in
        guard all.person(rules.person) != nil else {
            throw place.at("person").problem(expected: "somebody listed under `people`", found: "`\(rules.person)`")
        }
        if let quiet = rules.quiet, all.hours(named: quiet) == nil {
            throw place.at("quiet").problem(expected: "one of `hours`", found: "`\(quiet)`")
        }
        for (urgency, ways) in rules.ways.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for (index, way) in ways.enumerated() where !all.carries(way.channel) {
                throw place.at(urgency.rawValue, "\(index)", "channel").problem(
                    expected: "mail or conversation, or a provider under `paging` of `capabilities`",
                    found: "`\(way.channel.rawValue)`")
            }
        }
    }
}

extension ContactRules {
    /// Configuration: `person`, and for `high` and `low` the ways in the order to try them (1 to 20 each; a mail at once by
    /// default); `quiet`, the hours in which pages of low urgency wait.
    init(configuration reader: JSONReader) throws {
        try reader.object(allowing: ["person", "quiet"] + Urgency.allCases.map(\.rawValue))
        let person = try reader.string("person", length: 3...254)
        var ways: [Urgency: [ContactRule]] = [:]
        for urgency in Urgency.allCases {
            guard let list = try reader.optional(urgency.rawValue) else { continue }
            ways[urgency] = try reader.entries(urgency.rawValue, max: 20) {
                try ContactRule(configuration: $0, person: person)
            }
            guard ways[urgency]?.isEmpty == false else {
                throw list.error(expected: "at least one way to reach \(person)", found: "none")
            }
        }
        self.init(
            person: person, ways: ways, quiet: try reader.optionalString("quiet", length: 1...100))
    }
}

extension ContactRule {
    /// Configuration: `channel`, `to` (the person's address by default, for mail), `after` (up to a day; at once by default).
    fileprivate init(configuration reader: JSONReader, person: String) throws {
        try reader.object(allowing: ["channel", "to", "after"])
        let channel = try reader.enumeration("channel", of: Channel.self)
        let written = try reader.optionalString("to", length: 1...254)
        guard let address = written ?? (channel == .mail ? person : nil) else {
            throw reader.error(
                expected: "`to`, the conversation, telephone number or device that the page goes to", found: "none")
        }
        if let expected = Contact(channel, address).expected {
            throw try reader.member("to").error(expected: expected, found: "`\(address)`")
        }
        self.init(
            channel, to: address,
            after: try reader.optional("after")?.duration(in: .zero ... .seconds(86_400)) ?? .zero)
    }
}
