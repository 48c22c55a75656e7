public import AlertDesk
import Hummingbird
public import HTTPKit
import HTTPTypes
public import IncidentDesk
public import OnCallDesk
import IncidentStore
public import Organisation
public import PageDesk
public import Postgres

/// `/api/v1`: incidents, alerts, who is on call and what happens, in JSON.
public enum APIDoor {
    /// The door.
    /// - Parameters:
    ///   - database: where incidents and alerts are read.
    ///   - writer: opens and changes incidents.
    ///   - reception: takes alerts.
    ///   - onCall: tells and changes who is on call.
    ///   - pages: tells who was paged, and takes their answers.
    ///   - feed: tells what happens to those who watch; the process runs it.
    ///   - organisation: the configuration that is applied.
    ///   - publicURL: the base of every link, without a slash at its end.
    public static func make(
        database: PostgresClient, writer: IncidentWriter, reception: AlertReception,
        onCall: OnCallDesk, pages: PageDesk, feed: TimelineFeed,
        organisation: @escaping @Sendable () async throws -> OrganisationConfiguration,
        publicURL: String
    ) throws -> Door {
        let incidents = IncidentRoutes(
            database: database, writer: writer, organisation: organisation, publicURL: publicURL)
        let alerts = AlertRoutes(database: database, reception: reception)
        let events = EventRoutes(database: database, feed: feed)
        let schedules = OnCallRoutes(desk: onCall, organisation: organisation)
        let calendars = CalendarRoutes(
            database: database, desk: onCall, organisation: organisation, publicURL: publicURL)
        let paging = PageRoutes(desk: pages, organisation: organisation)
        return Door(
            incidents.endpoints + alerts.endpoints + events.endpoints + schedules.endpoints
                + calendars.endpoints + paging.endpoints + [try OpenAPIDocument.endpoint()],
            lanes: alerts.lanes,
            problem: { Problem(desk: $0) })
    }
}
