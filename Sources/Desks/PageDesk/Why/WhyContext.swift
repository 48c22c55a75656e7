public import FoundationEssentials
public import IncidentStore
public import Organisation
public import PageStore

/// What is asked, with all that was found of it: what a ``WhySource`` makes its facts of.
public struct WhyContext: Sendable {
    /// What is asked about.
    public enum Subject: Sendable, Hashable {
        /// What became of an alert.
        case alert
        /// What led to a page, and what became of it.
        case page
        /// Whether somebody was paged at about a time.
        case person(email: String, at: Date)
    }

    /// How far around a time it is looked for pages: an hour each way.
    static let reach = 3600.0

    /// What is asked about.
    public var subject: Subject
    /// The configuration in force.
    public var organisation: OrganisationConfiguration
    /// The alerts that matter, the oldest first.
    public var alerts: [AlertRecord] = []
    /// The incident that they belong to; `nil` for a person, and for an alert without one.
    public var incident: IncidentRecord?
    /// The escalations that matter.
    public var escalations: [EscalationHistory] = []
    /// The pages that matter.
    public var pages: [PageRecord] = []

    /// A question of which nothing was found yet.
    public init(_ subject: Subject, in organisation: OrganisationConfiguration) {
        self.subject = subject
        self.organisation = organisation
    }
}

/// What knows something of why somebody was, or was not, paged. Silences, storms and whatever else stands between an alert
/// and a person have one each: ``WhyDesk`` asks all.
typealias WhySource = @Sendable (WhyContext) async throws -> [WhyFact]
