import JSON

extension ConfigurationSection {
    static let nightly = single(
        "nightly", at: \.nightly, read: { try NightlyRules(configuration: $0) },
        check: { rules, configuration, place in try rules.check(configuration, place) })
}

extension NightlyRules {
    /// Configuration: `timezone` (IANA, UTC by default) and `exclude_types` (names of incident types, none by default).
    /// - Throws: `JSONDecodingError` for a key that is wrong or unknown.
    init(configuration reader: JSONReader) throws {
        try reader.object(allowing: ["timezone", "exclude_types"])
        self.init()
        timezone = try reader.optionalString("timezone", length: 1...64)
        excludedTypes = Set(try reader.optionalStrings("exclude_types", max: 500, length: 1...100))
    }

    /// Refuses types that there are not.
    func check(_ configuration: OrganisationConfiguration, _ place: ConfigurationPlace) throws {
        for name in excludedTypes.sorted() where configuration.type(named: name) == nil {
            throw place.at("exclude_types").problem(expected: "the name of an incident type", found: "`\(name)`")
        }
    }
}
