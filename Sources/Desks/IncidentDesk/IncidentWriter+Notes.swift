import FoundationEssentials
public import Incident
import IncidentStore
import Organisation
import WorkStore

extension IncidentWriter {
    /// Writes down in the timeline that something happened.
    /// - Parameters:
    ///   - text: 1 to 2,000 characters.
    ///   - actor: who says so.
    ///   - viewer: the same, as far as it decides whether the incident is there.
    ///   - trace: the `traceparent` of the request.
    /// - Throws: ``IncidentDeskError``; `PostgresError`.
    public func note(
        _ text: String, of name: IncidentName, actor: String, viewer: Viewer, trace: String?
    ) async throws {
        guard (1...2000).contains(text.unicodeScalars.count) else {
            throw IncidentDeskError.invalid("/text", "a line of the timeline has 1 to 2,000 characters")
        }
        try await committer.commit { work in
            guard var record = try await IncidentResponse.hold(name, for: viewer, in: work)?.incident else {
                throw IncidentDeskError.noIncident(name)
            }
            IncidentNote(.note, text, isTold: false).write(["note"], to: &record, actor: actor, cause: trace, in: work)
        }
    }
}
