import Incident
import JSON

extension ConfigurationSection {
    static let nightly = single(
        "nightly", at: \.nightly, read: { try NightlyRules(configuration: $0) },
        check: { rules, configuration, place in try rules.check(configuration, place) })
}

extension NightlyRules {
    /// Configuration: `timezone` (IANA, UTC by default), `exclude_types` (names of incident types, none by default),
    /// `retention` (how long what is kept) and `digest` (when and to whom the day before is told; never by default).
    /// - Throws: `JSONDecodingError` for a key that is wrong or unknown.
    init(configuration reader: JSONReader) throws {
        try reader.object(allowing: ["timezone", "exclude_types", "retention", "digest"])
        self.init()
        timezone = try reader.optionalString("timezone", length: 1...64)
        excludedTypes = Set(try reader.optionalStrings("exclude_types", max: 500, length: 1...100))
        if let reader = try reader.optional("retention") { retention = try RetentionRules(configuration: reader) }
        digest = try reader.optional("digest").map { try DigestRules(configuration: $0) }
    }

    /// Refuses types that there are not.
    func check(_ configuration: OrganisationConfiguration, _ place: ConfigurationPlace) throws {
        for name in excludedTypes.sorted() where configuration.type(named: name) == nil {
            throw place.at("exclude_types").problem(expected: "the name of an incident type", found: "`\(name)`")
        }
        for address in digest?.mail ?? [] where !Person.isAddress(address) {
            throw place.at("digest").at("mail").problem(expected: "a mail address", found: "`\(address)`")
        }
        if digest != nil, configuration.digestContacts.isEmpty {
            throw place.at("digest").problem(
                expected: "somebody to tell: mail here, or mail or a conversation in announcements", found: "nobody")
        }
    }
}

extension RetentionRules {
    /// Configuration: `refused_bodies`, `payloads`, `dead_letters`, `executions` and `alerts`, each a span of time such as `90d`.
    /// - Throws: `JSONDecodingError` for a key that is wrong or unknown.
    init(configuration reader: JSONReader) throws {
        try reader.object(allowing: ["refused_bodies", "payloads", "dead_letters", "executions", "alerts"])
        self.init()
        func time(_ key: String, atLeast days: Int) throws -> Duration? {
            try reader.optional(key)?.duration(in: .seconds(days * 86_400) ... .seconds(3650 * 86_400))
        }
        refusedBodies = try time("refused_bodies", atLeast: 1) ?? refusedBodies
        payloads = try time("payloads", atLeast: 7) ?? payloads
        deadLetters = try time("dead_letters", atLeast: 7) ?? deadLetters
        executions = try time("executions", atLeast: 1) ?? executions
        // Metrics count the alerts of 35 days anew.
        alerts = try time("alerts", atLeast: 60)
    }
}
