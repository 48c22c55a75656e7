import Incident
import IncidentStore
public import Organisation
public import Postgres
public import WorkStore

/// What people say themselves about the incidents that they want to be engaged in.
public struct EngagementDesk: Sendable {
    private let database: PostgresClient
    private let committer: Committer

    /// - Parameters:
    ///   - database: where preferences are read.
    ///   - committer: writes them.
    public init(database: PostgresClient, committer: Committer) {
        self.database = database
        self.committer = committer
    }

    /// Somebody's preferences, and the rules of the configuration that name them.
    /// - Throws: ``IncidentDeskError/Code/noPerson``; `PostgresError`.
    public func engagements(
        of person: String, in organisation: OrganisationConfiguration
    ) async throws -> EngagementList {
        let known = try Self.known(person, organisation)
        return EngagementList(
            person: known.email, own: try await EngagementPreferences.rules(of: known.email, in: database),
            configured: organisation.engagements(naming: known))
    }

    /// Writes somebody's preferences instead of those that there were; with none they have no wish.
    /// - Throws: ``IncidentDeskError/Code/noPerson``, ``IncidentDeskError/Code/unknownWord``; `PostgresError`.
    public func set(
        _ rules: [EngagementMatch], of person: String, in organisation: OrganisationConfiguration, actor: String
    ) async throws -> EngagementList {
        let known = try Self.known(person, organisation)
        for (index, rule) in rules.enumerated() {
            guard let (member, words) = rule.unknownWords(in: organisation).first else { continue }
            let detail = "expected words of \(words.joined(separator: ", "))"
            throw IncidentDeskError(
                .unknownWord, "rule \(index + 1), \(member): \(detail)",
                faults: [.init(place: "/rules/\(index)/\(member)", detail: detail)])
        }
        try await committer.commit { work in
            for statement in EngagementPreferences.set(rules, of: known.email, by: actor) { work.write(statement) }
        }
        return EngagementList(person: known.email, own: rules, configured: organisation.engagements(naming: known))
    }

    private static func known(_ person: String, _ organisation: OrganisationConfiguration) throws -> Person {
        guard let known = organisation.person(person) else {
            throw IncidentDeskError(
                .noPerson, "\(person) is nobody listed under `people` of the configuration")
        }
        return known
    }
}
