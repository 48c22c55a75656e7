public import AlertDesk
import Hummingbird
public import HTTPKit
import HTTPTypes
public import IncidentDesk
public import OnCallDesk
import IncidentStore
import NightDesk
public import Organisation
public import PageDesk
public import PeopleDesk
public import PlaybookDesk
public import Postgres
public import TaskDesk

/// `/api/v1`: incidents, alerts, who is on call and what happens, in JSON.
public enum APIDoor {
    /// The door.
    /// - Parameters:
    ///   - database: where incidents and alerts are read.
    ///   - writer: opens and changes incidents.
    ///   - reception: takes alerts.
    ///   - silences: keeps alerts quiet for a while.
    ///   - heartbeats: hears what says regularly that all is well.
    ///   - onCall: tells and changes who is on call.
    ///   - pages: tells who was paged, and takes their answers.
    ///   - contacts: tells and changes how people are reached.
    ///   - tasks: tells and changes what is to be done.
    ///   - members: tells and changes who takes part in incidents.
    ///   - reports: tells and takes what people report of incidents.
    ///   - questions: tells and takes what is to be found out about incidents.
    ///   - tags: tells and changes how people sort incidents.
    ///   - reviews: tells and takes what is learned from incidents.
    ///   - playbooks: tells and applies playbooks.
    ///   - executions: starts playbooks, and tells and changes what they do.
    ///   - feed: tells what happens to those who watch; the process runs it.
    ///   - organisation: the configuration that is applied.
    ///   - token: the token by which Muster calls a provider, which signs with it what it tells.
    ///   - publicURL: the base of every link, without a slash at its end.
    public static func make(
        database: PostgresClient, writer: IncidentWriter, reception: AlertReception, silences: SilenceDesk,
        heartbeats: HeartbeatDesk,
        onCall: OnCallDesk, pages: PageDesk, contacts: ContactDesk, engagements: EngagementDesk, tasks: TaskDesk,
        members: MembershipDesk, reports: ReportDesk, questions: QuestionDesk, tags: TagDesk, reviews: ReviewDesk,
        playbooks: PlaybookDesk,
        executions: ExecutionDesk, feed: TimelineFeed,
        organisation: @escaping @Sendable () async throws -> OrganisationConfiguration,
        token: @escaping @Sendable (ProviderSettings) throws -> String?, publicURL: String
    ) throws -> Door {
        let incidents = IncidentRoutes(
            database: database, writer: writer, history: HistoryDesk(database: database, publicURL: publicURL),
            organisation: organisation, publicURL: publicURL)
        let costs = CostRoutes(database: database, writer: writer, organisation: organisation)
        let alerts = AlertRoutes(database: database, reception: reception)
        let events = EventRoutes(database: database, feed: feed)
        let schedules = OnCallRoutes(desk: onCall, organisation: organisation)
        let calendars = CalendarRoutes(
            database: database, desk: onCall, organisation: organisation, publicURL: publicURL)
        let quiet = SilenceRoutes(desk: silences)
        let beats = HeartbeatRoutes(desk: heartbeats, organisation: organisation)
        let paging = PageRoutes(desk: pages, organisation: organisation)
        let people = ContactRoutes(desk: contacts, organisation: organisation)
        let hooks = HookRoutes(desk: pages, organisation: organisation, token: token)
        let wishes = EngagementRoutes(desk: engagements, organisation: organisation)
        let work = TaskRoutes(desk: tasks, organisation: organisation)
        let machines = PlaybookRoutes(desk: playbooks, executions: executions)
        let runs = ExecutionRoutes(desk: executions)
        let metrics = MetricRoutes(desk: MetricDesk(database: database), organisation: organisation)
        let news = ReportRoutes(desk: reports)
        let sorting = TagRoutes(desk: tags, organisation: organisation)
        let unknowns = QuestionRoutes(desk: questions)
        let lessons = ReviewRoutes(desk: reviews, organisation: organisation)
        let membership = MembershipRoutes(desk: members, organisation: organisation)
        let why = WhyRoutes(desk: WhyDesk(database: database, onCall: onCall), organisation: organisation)
        let endpoints: [[Endpoint]] = [
            incidents.endpoints, membership.endpoints, news.endpoints, unknowns.endpoints, sorting.endpoints,
            lessons.endpoints, costs.endpoints,
            alerts.endpoints, quiet.endpoints, beats.endpoints, events.endpoints,
            schedules.endpoints, calendars.endpoints, PeopleRoutes(organisation: organisation).endpoints,
            paging.endpoints, people.endpoints, wishes.endpoints,
            hooks.endpoints, work.endpoints, machines.endpoints, runs.endpoints, metrics.endpoints, why.endpoints,
            [try OpenAPIDocument.endpoint()],
        ]
        return Door(endpoints.flatMap { $0 }, lanes: alerts.lanes, problem: { Problem(desk: $0) })
    }
}
