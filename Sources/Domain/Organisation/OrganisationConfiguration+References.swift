import Incident
import JSON

extension OrganisationConfiguration {
    /// Refuses names that are used twice, and references to what is not there.
    func checkReferences(_ reader: JSONReader) throws {
        try unique(people.map { $0.email.lowercased() }, in: "people", reader)
        try unique(rotas.map(\.name), in: "rotas", reader)
        try unique(severities.map(\.name), in: "severities", reader)
        try unique(priorities.map(\.name), in: "priorities", reader)
        try unique(incidentTypes.map(\.name), in: "incident_types", reader)
        try unique(providers.map(\.name), in: "providers", reader)
        try unique(sources.map { "\($0.name) \($0.keyHeader)" }, in: "sources", reader)
        try unique(routes.map(\.name), in: "routes", reader)
        try checkPeople(reader)
        try checkProviders(reader)
        try checkRoutes(reader)
    }

    private func unique(_ names: [String], in list: String, _ reader: JSONReader) throws {
        var seen: Set<String> = []
        for (index, name) in names.enumerated() where !seen.insert(name).inserted {
            throw problem(
                reader, [list, "\(index)"], "a name that no other entry has", "`\(name)` for the second time")
        }
    }

    private func checkPeople(_ reader: JSONReader) throws {
        for (index, rota) in rotas.enumerated() {
            for (place, member) in rota.members.enumerated() where person(member) == nil {
                throw problem(
                    reader, ["rotas", "\(index)", "members", "\(place)"], "somebody listed under `people`",
                    "`\(member)`")
            }
        }
        for (index, type) in incidentTypes.enumerated() {
            if rota(named: type.commander) == nil && person(type.commander) == nil {
                throw problem(
                    reader, ["incident_types", "\(index)", "commander"], "a rota or somebody listed under `people`",
                    "`\(type.commander)`")
            }
            for (place, participant) in type.participants.enumerated()
            where rota(named: participant) == nil && person(participant) == nil {
                throw problem(
                    reader, ["incident_types", "\(index)", "participants", "\(place)"],
                    "a rota or somebody listed under `people`", "`\(participant)`")
            }
        }
    }

    private func checkProviders(_ reader: JSONReader) throws {
        let known = Set(providers.map(\.name) + [ProviderSettings.native])
        for capability in Capability.allCases {
            for (place, name) in (capabilities[capability] ?? []).enumerated() where !known.contains(name) {
                throw problem(
                    reader, ["capabilities", capability.rawValue, "\(place)"],
                    "`native` or the name of an entry of `providers`", "`\(name)`")
            }
        }
    }

    private func checkRoutes(_ reader: JSONReader) throws {
        for (index, route) in routes.enumerated() {
            guard case .incident(let plan) = route.action else { continue }
            if let name = plan.type, type(named: name) == nil {
                throw problem(
                    reader, ["routes", "\(index)", "incident", "type"], "one of `incident_types`", "`\(name)`")
            }
            if let name = plan.severity, !severities.contains(where: { $0.name == name }) {
                throw problem(
                    reader, ["routes", "\(index)", "incident", "severity"], "one of `severities`", "`\(name)`")
            }
            if let name = plan.priority, !priorities.contains(where: { $0.name == name }) {
                throw problem(
                    reader, ["routes", "\(index)", "incident", "priority"], "one of `priorities`", "`\(name)`")
            }
        }
    }

    private func problem(
        _ reader: JSONReader, _ place: [String], _ expected: String, _ found: String
    ) -> JSONDecodingError {
        JSONDecodingError(
            path: JSONPointer(tokens: reader.path.tokens + place), expected: expected, found: found)
    }
}
