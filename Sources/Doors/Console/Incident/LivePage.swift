import SignInDesk
import Encodings
import HTTPKit
import HTTPTypes
import HummingbirdCore
import IncidentDesk
import IncidentStore

/// `/incidents/{name}/events`: what happens in an incident while its page is open. It ends with the session, and when the
/// incident is not there for its reader any more.
struct LivePage: Sendable {
    let desks: ConsoleDesks

    var endpoints: [Endpoint] { [Endpoint(page: "/incidents/{name}/events", answer: watch)] }

    /// The address for the page of an incident, which knows all up to its last line.
    static func address(of detail: IncidentDetail) -> String {
        let last = detail.timeline.last.map { "?after=\(UUIDText.string(from: $0.id))" } ?? ""
        return "\(SafeLink.incident(detail.incident.name))/events\(last)"
    }

    @Sendable private func watch(_ call: Call) async throws -> Response {
        let name = try call.incidentName()
        let viewer = try await call.viewer(of: name, in: desks.database)
        guard let incident = try await Incidents.incident(name, for: viewer, in: desks.database) else {
            throw IncidentDeskError.noIncident(name)
        }
        let (signIn, database) = (desks.signIn, desks.database)
        let token = call.visitor == nil ? nil : call.sessionToken
        let goesOn = { @Sendable () async -> Bool in
            guard let token else { return call.visitor == nil }
            // Who cannot be asked about is told nothing; their page comes again.
            guard (try? await signIn.isGood(token.digest)) == true,
                let now = try? await call.viewer(of: name, in: database)
            else { return false }
            let seen = try? await Incidents.incident(name, for: now, in: database)
            return seen.flatMap(\.self) != nil
        }
        let known = call.request.parameter("after").flatMap { UUIDText.uuid(from: $0) }
        return try await TimelineStream(
            of: incident.id, for: viewer, database: database, feed: desks.feed, heartbeat: .seconds(5), goesOn: goesOn
        ).response(after: TimelineStream.last(of: call.request) ?? known)
    }
}
