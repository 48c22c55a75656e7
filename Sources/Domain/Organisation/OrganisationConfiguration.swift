public import Incident
public import JSON

/// What the organisation decides, as one document that is applied whole or not at all.
///
/// The keys of the YAML file are those of the JSON document:
/// - `people`: everybody who may take part, by mail address.
/// - `rotas`: who is on duty when.
/// - `severities`, `priorities`: the words in use, the worst first; one of each is the default.
/// - `incident_types`: what a kind of incident asks for; one is the default.
/// - `announcements`: where incidents are announced to those who take no part.
/// - `providers`: the systems of others; `capabilities`: per capability, which of them does it, in the order to try
///   them. `native` is what comes with Muster, and does everything that is not said otherwise.
/// - `sources`: how sources of alerts that cannot send `Authorization` send their keys.
/// - `routes`: what becomes of alerts; the first that matches decides.
/// - `native`: the domain of groups and the address of bridges of what comes with Muster.
public struct OrganisationConfiguration: Sendable, Hashable {
    public var people: [Person]
    public var rotas: [Rota]
    public var severities: [Level]
    public var priorities: [Level]
    public var incidentTypes: [IncidentType]
    public var announcements: Announcements
    public var providers: [ProviderSettings]
    public var capabilities: [Capability: [String]]
    public var sources: [AlertSource]
    public var routes: [Route]
    public var native: NativeSettings

    /// The type that an incident has when nobody says another.
    public var defaultType: IncidentType? { incidentTypes.first(where: \.isDefault) ?? incidentTypes.first }
    public var defaultSeverity: Level? { severities.first(where: \.isDefault) ?? severities.last }
    public var defaultPriority: Level? { priorities.first(where: \.isDefault) ?? priorities.last }

    public func type(named name: String) -> IncidentType? {
        incidentTypes.first { $0.name == name }
    }

    public func person(_ email: String) -> Person? {
        people.first { $0.email.lowercased() == email.lowercased() }
    }

    public func rota(named name: String) -> Rota? {
        rotas.first { $0.name == name }
    }

    /// The providers of a capability in the order to try them; `native` alone when the configuration names none.
    public func providers(of capability: Capability) -> [String] {
        capabilities[capability] ?? [ProviderSettings.native]
    }
}

extension OrganisationConfiguration: JSONDecodable {
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: [
            "people", "rotas", "severities", "priorities", "incident_types", "announcements", "providers",
            "capabilities", "sources", "routes", "native",
        ])
        people = try reader.array("people", max: 100_000).map(Person.init(configuration:))
        rotas = try reader.optionalArray("rotas", max: 1000).map(Rota.init)
        severities = try reader.array("severities", max: 20).map(Level.init)
        priorities = try reader.array("priorities", max: 20).map(Level.init)
        incidentTypes = try reader.array("incident_types", max: 500).map(IncidentType.init)
        announcements = try reader.optional("announcements").map(Announcements.init) ?? Announcements()
        providers = try reader.optionalArray("providers", max: 100).map(ProviderSettings.init)
        capabilities = try Self.capabilities(reader)
        sources = try reader.optionalArray("sources", max: 1000).map(AlertSource.init)
        routes = try reader.optionalArray("routes", max: 1000).map(Route.init)
        native = try reader.optional("native").map(NativeSettings.init) ?? NativeSettings()
        try checkReferences(reader)
    }

    private static func capabilities(_ reader: JSONReader) throws -> [Capability: [String]] {
        guard let object = try reader.optional("capabilities") else { return [:] }
        try object.object(allowing: Capability.allCases.map(\.rawValue))
        var capabilities: [Capability: [String]] = [:]
        for capability in Capability.allCases where (try object.optional(capability.rawValue)) != nil {
            capabilities[capability] = try object.strings(capability.rawValue, max: 10, length: 1...100)
        }
        return capabilities
    }
}
