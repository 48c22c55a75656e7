extension ConfigurationSection {
    /// No type is left out: alerts that open incidents of a restricted one would open incidents of the default type, which
    /// everybody may see.
    static let incidentTypes = list(
        "incident_types", of: "incident type", max: 500, isRequired: true, isWhole: true, at: \.incidentTypes,
        name: \.name, read: IncidentType.init
    ) { type, all, place in
        func check(_ name: String, _ place: ConfigurationPlace) throws {
            guard all.schedule(named: name) == nil && all.person(name) == nil else { return }
            throw place.problem(expected: "a rota, a schedule or somebody listed under `people`", found: "`\(name)`")
        }
        try check(type.commander, place.at("commander"))
        for (index, participant) in type.participants.enumerated() {
            try check(participant, place.at("participants", "\(index)"))
        }
        for (index, rule) in type.paging.enumerated() {
            try rule.check(all, place.at("paging", "\(index)"))
        }
    }
}
