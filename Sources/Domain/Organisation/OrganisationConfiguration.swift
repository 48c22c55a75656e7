public import Capabilities
public import Cost
public import Escalation
public import Incident
public import OnCall
public import Silencing

/// What the organisation decides, as one document that is applied whole or not at all.
///
/// The keys of the YAML file are those of the JSON document:
/// - `people`: everybody who may take part, by mail address.
/// - `rotas`: who is on duty when, in turns of equal length; `schedules`: the same with layers, hours and several zones.
/// - `hours`: hours of the week that policies and contacts name; `services`: what is run, and who answers for it.
/// - `policies`: whom to page in which order until somebody answers; `contacts`: how people are reached.
/// - `drill_contacts`: who is paged instead of everybody else when an incident is an exercise.
/// - `severities`, `priorities`: the words in use, the worst first; one of each is the default.
/// - `incident_types`: what a kind of incident asks for; one is the default.
/// - `tag_types`: how incidents are sorted.
/// - `engagements`: who is engaged in incidents of a kind, besides those whom their type asks for.
/// - `announcements`: where incidents are announced to those who take no part.
/// - `providers`: the systems of others; `capabilities`: per capability, which of them does it, in the order to try
///   them. `native` is what comes with Muster, and does everything that is not said otherwise.
/// - `sources`: how sources of alerts that do not do as others do send their keys and mails, and how their words are read.
/// - `mail_reports`: the address that people write to when something is wrong.
/// - `routes`: what becomes of alerts; the first that matches decides.
/// - `maintenance`: recurring hours in which alerts are expected; `heartbeats`: who says regularly that all is well.
/// - `costs`: what hours of people cost, and how costs are counted.
/// - `nightly`: whose days the nightly batch sums up, what it leaves out, and how long things are kept.
/// - `native`: the domain of groups and the address of bridges of what comes with Muster.
public struct OrganisationConfiguration: Sendable, Hashable {
    /// Everybody who may take part; no two with the same mail address. At most 100,000.
    public var people: [Person] = []
    /// Who is on duty when; at most 1,000.
    public var rotas: [Rota] = []
    /// Who is on duty when, with layers, hours and several zones; at most 1,000.
    public var schedules: [Schedule] = []
    /// Hours of the week that have a name; at most 1,000.
    public var hours: [Hours] = []
    /// What the organisation runs, and who answers for it; at most 10,000.
    public var services: [OwnedService] = []
    /// Whom to page in which order until somebody answers; at most 1,000.
    public var policies: [EscalationPolicy] = []
    /// How people are reached who say more than their mail address; at most 100,000.
    public var contacts: [ContactRules] = []
    /// Mail addresses of those who are paged, and alone, when an incident is an exercise; at most 100, nobody by default.
    public var drillContacts: [String] = []
    /// The severities, the worst first; at most 20.
    public var severities: [Level] = []
    /// The priorities, the most urgent first; at most 20.
    public var priorities: [Level] = []
    /// What each kind of incident asks for; at most 500.
    public var incidentTypes: [IncidentType] = []
    /// Kinds of tags that incidents may have; any when there are none. At most 500.
    public var tagTypes: [TagType] = []
    /// Who is engaged in incidents of a kind, in their order; at most 1,000.
    public var engagements: [EngagementRule] = []
    /// Where incidents are announced to those who take no part; nowhere when the file does not say.
    public var announcements = Announcements()
    /// The systems of others; at most 100.
    public var providers: [ProviderSettings] = []
    /// By capability, the names of the providers in the order to try them. What is not in it is `native`'s; see
    /// ``providers(of:)``.
    public var capabilities: [Capability: [String]] = [:]
    /// Sources of alerts that do not do as others do; at most 1,000.
    public var sources: [AlertSource] = []
    /// The address that people write to when something is wrong; `nil` for none.
    public var mailReports: MailReports?
    /// What becomes of alerts, in the order to try; at most 1,000.
    public var routes: [Route] = []
    /// Playbooks that start by the clock; at most 1,000.
    public var playbookSchedules: [PlaybookSchedule] = []
    /// Recurring hours in which alerts are expected, and wake nobody; at most 500.
    public var maintenance: [MaintenanceWindow] = []
    /// Who says regularly that all is well, and whose silence is an alert; at most 1,000.
    public var heartbeats: [Heartbeat] = []
    /// How costs are counted; `nil` when the file does not say.
    public var costs: CostRules?
    /// What the nightly batch goes by.
    public var nightly = NightlyRules()
    /// What the places that come with Muster need to know.
    public var native = NativeSettings()
    /// The zones that rotas and schedules name, as the process that reads the configuration has them. Not in the file.
    public var zones = ZoneDatabase()
    /// What people changed about schedules, by their names, for a process that has to know. Not in the file.
    public var changes: [String: [ScheduleChange]] = [:]
    /// What the calendars of layers say, by the names of schedule and layer, for a process that has to know. Not in the file.
    public var calendars: [String: [String: LayerCalendar]] = [:]

    /// In which incidents people want to be engaged, by mail address in small letters, for a process that has to know. Not in
    /// the file.
    public var preferences: [String: [EngagementMatch]] = [:]

    /// One that says nothing.
    public init() {}

    /// The type that an incident has when nobody says another.
    public var defaultType: IncidentType? { incidentTypes.first(where: \.isDefault) ?? incidentTypes.first }
    /// The severity that an incident has when nobody says another; the lowest one when none is marked.
    public var defaultSeverity: Level? { severities.first(where: \.isDefault) ?? severities.last }
    /// The priority that an incident has when nobody says another; the lowest one when none is marked.
    public var defaultPriority: Level? { priorities.first(where: \.isDefault) ?? priorities.last }

    /// The type with this name.
    public func type(named name: String) -> IncidentType? {
        incidentTypes.first { $0.name == name }
    }

    /// The person with this mail address, in capitals or not.
    public func person(_ email: String) -> Person? {
        people.first { $0.email.lowercased() == email.lowercased() }
    }

    /// The rota with this name.
    public func rota(named name: String) -> Rota? {
        rotas.first { $0.name == name }
    }

    /// The providers of a capability in the order to try them; `native` alone when the configuration names none.
    public func providers(of capability: Capability) -> [String] {
        capabilities[capability] ?? [ProviderSettings.native]
    }
}
