import Organisation

/// The words of the organisation that requests may use.
struct Words: Sendable {
    private let organisation: OrganisationConfiguration

    init(_ organisation: OrganisationConfiguration) {
        self.organisation = organisation
    }

    /// The type with this name, or the default.
    func type(_ name: String?) throws -> IncidentType {
        guard let name else {
            guard let type = organisation.defaultType else { throw missing("incident_types") }
            return type
        }
        guard let type = organisation.type(named: name) else {
            throw unknown("type", organisation.incidentTypes.map(\.name))
        }
        return type
    }

    func severity(_ name: String?) throws -> String {
        try level(name, "severity", organisation.severities, organisation.defaultSeverity)
    }

    func priority(_ name: String?) throws -> String {
        try level(name, "priority", organisation.priorities, organisation.defaultPriority)
    }

    private func level(_ name: String?, _ field: String, _ levels: [Level], _ normal: Level?) throws -> String {
        guard let name else {
            guard let normal else { throw missing(field) }
            return normal.name
        }
        guard levels.contains(where: { $0.name == name }) else { throw unknown(field, levels.map(\.name)) }
        return name
    }

    private func unknown(_ field: String, _ known: [String]) -> IncidentDeskError {
        let detail = "expected one of \(known.joined(separator: ", "))"
        return IncidentDeskError(
            .unknownWord, "\(field): \(detail)", faults: [.init(place: "/\(field)", detail: detail)])
    }

    private func missing(_ list: String) -> IncidentDeskError {
        IncidentDeskError(.unknownWord, "the organisation's configuration has no \(list); add some and apply it")
    }
}
