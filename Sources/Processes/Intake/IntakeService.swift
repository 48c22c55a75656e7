import API
import Console
import ConversationDesk
import Curl
import Environment
import FoundationEssentials
import MailDoor
import SMTPKit
import AlertDesk
import AlertDoors
import HTTPKit
import IncidentDesk
import IncidentStore
import Logging
import NativeDoor
import NativeProviders
import OnCallDesk
import Operations
import Organisation
import PageDesk
import PeopleDesk
import PlaybookDesk
import Postgres
import ProviderKit
import RequestSignatures
import ServiceLifecycle
import SignInDesk
import StepFunctionsDoor
import TaskDesk
import WorkStore
import WorkerKit

extension WorkerEnvironment {
    /// The configuration with what people changed about its schedules, and in which incidents they want to be engaged: who
    /// opens incidents has to know.
    var organisationOnCall: @Sendable () async throws -> OrganisationConfiguration {
        let (organisation, changes) = (organisation, StandingChanges(database: database))
        let preferences = StandingPreferences(database: database)
        return { try await preferences.applied(to: changes.applied(to: organisation.current())) }
    }
}

/// Puts the parts of intake together.
struct IntakeService: Sendable {
    /// What the process runs besides the runtime of a worker.
    let services: [any Service]

    init(_ environment: WorkerEnvironment, _ health: HealthState) throws {
        let database = environment.database
        let organisation = environment.organisationOnCall
        let committer = environment.committer
        let publicURL = environment.configuration.publicURL
        let silences = SilenceBook()
        let reception = Self.reception(
            database: database, organisation: organisation, silences: silences, committer: committer,
            metrics: environment.metrics, logger: environment.logger)
        let writer = IncidentWriter(committer: committer, publicURL: publicURL)
        let sources = { @Sendable () async throws in try await environment.organisation.current().sources }
        let keys = Self.keyRing(sources, database)
        let signIn = SignInDesk(database: database)
        let feed = TimelineFeed(database: database, logger: environment.logger)
        let sns = SNSAuthority(
            ask: { [http = environment.http] address in try await Self.ask(address, by: http) },
            logger: environment.logger)
        let open = try DoorName.open()
        let doors = try Self.doors(
            database: database, organisation: organisation, feed: feed, committer: committer, reception: reception,
            silences: silences, writer: writer, signIn: signIn, sns: sns, publicURL: publicURL
        ).only(open)
        // Whoever listens for it outside is called by paging, and has to be named to both.
        let canary: [any Service] =
            EnvironmentVariables.process.optional("MUSTER_HEARTBEAT_URL") == nil
            ? []
            : [
                CanaryService(
                    reception: reception, canary: Canary(committer: committer), name: environment.name,
                    logger: environment.logger)
            ]
        // The last one stops first: the feed ends the event streams that the server would otherwise wait for.
        services =
            canary + [
                sns,
                KeyUseService(keys: keys, logger: environment.logger) {
                    try await APIKeyRecord.markUsed($0, in: database)
                },
                HTTPServer(
                    configuration: environment.configuration,
                    doors: [.health(health, metrics: environment.metrics)] + doors,
                    doorkeeper: Doorkeeper(
                        keys: keys, quota: Quota(), sources: sources,
                        isOpen: { database.isReady }, signingKey: try Self.signingKey(.process),
                        visitors: { try await Self.visitor($0, signIn) }),
                    metrics: environment.metrics, logger: environment.logger), feed,
            ]
            + ((open.contains(.mail) ? try SMTPListening(.process) : nil).map { listening in
                [
                    MailServer(
                        listening, name: URL(string: publicURL)?.host() ?? "muster",
                        door: MailDoor(
                            reception: reception, writer: writer, organisation: organisation,
                            canStore: { await Self.canStore(in: database) }, logger: environment.logger
                        ).smtp,
                        logger: environment.logger)
                ]
            } ?? [])
    }

    /// The keys that senders show, and the secrets with which those of a source sign.
    private static func keyRing(
        _ sources: @escaping @Sendable () async throws -> [AlertSource], _ database: PostgresClient
    ) -> KeyRing {
        KeyRing(signature: { name in
            try await sources().lazy.compactMap { $0.name == name ? $0.signature : nil }.first
        }) {
            try await APIKeyRecord.find($0, in: database)
        }
    }

    /// What the secrets of keys are made from that sign requests: `MUSTER_SIGNING_KEY`.
    /// - Throws: `ConfigurationProblem` for one that is too short to be a secret.
    static func signingKey(_ variables: EnvironmentVariables) throws -> SigningKey? {
        guard let text = try variables.secret("MUSTER_SIGNING_KEY") else { return nil }
        guard let key = SigningKey(text) else {
            throw ConfigurationProblem(
                variable: "MUSTER_SIGNING_KEY",
                problem: "has less than \(SigningKey.minimumBytes) characters; `openssl rand -hex 24` makes one")
        }
        return key
    }

    /// Who is signed in with a token.
    private static func visitor(_ token: SessionToken, _ desk: SignInDesk) async throws -> Visitor? {
        try await desk.session(token.digest).map {
            Visitor(session: $0.id, email: $0.email, name: $0.name, formToken: token.formToken)
        }
    }

    /// What Amazon answers: a certificate, or that a subscription is confirmed.
    private static func ask(_ address: String, by client: CurlClient) async throws -> [UInt8] {
        let response = try await client.send(HTTPRequest("GET", address, maximumResponseBytes: 64 << 10))
        guard response.status == 200 else { throw Problem.retryLater("Amazon SNS answers \(response.status)") }
        return response.body
    }

    /// Whether the database takes anything now: a mail is accepted or put off before it is sent.
    private static func canStore(in database: PostgresClient) async -> Bool {
        guard database.isReady else { return false }
        return (try? await database.query("select 1 where not pg_is_in_recovery()"))?.isEmpty == false
    }

    /// What stores alerts, for all doors: they share its commits.
    static func reception(
        database: PostgresClient, organisation: @escaping @Sendable () async throws -> OrganisationConfiguration,
        silences: SilenceBook, committer: Committer, metrics: MetricsRegistry, logger: Logger
    ) -> AlertReception {
        let refusals = Quota(rate: 20, stock: 200)
        return AlertReception(
            database: database,
            intake: AlertIntake(
                organisation: organisation, silences: silences, committer: committer, metrics: AlertMetrics(metrics)),
            refused: RefusedBodies(database: database, logger: logger, isWanted: { refusals.take($0) == nil }),
            silences: silences, organisation: organisation)
    }

    /// The doors over HTTP that intake opens to people and detectors.
    static func doors(
        database: PostgresClient, organisation: @escaping @Sendable () async throws -> OrganisationConfiguration,
        feed: TimelineFeed, committer: Committer, reception: AlertReception, silences: SilenceBook,
        writer: IncidentWriter, signIn: SignInDesk, sns: SNSAuthority, publicURL: String
    ) throws -> [Door] {
        let pages = PageDesk(database: database, committer: committer)
        let tasks = TaskDesk(database: database, committer: committer)
        let members = MembershipDesk(database: database, committer: committer)
        let reports = ReportDesk(database: database, committer: committer)
        let questions = QuestionDesk(database: database, committer: committer)
        let tags = TagDesk(database: database, committer: committer)
        let playbooks = PlaybookDesk(database: database, committer: committer)
        let executions = ExecutionDesk(database: database, committer: committer)
        let native = NativeProviders(database: database, publicURL: publicURL)
        return [
            try APIDoor.make(
                database: database, writer: writer, reception: reception,
                silences: SilenceDesk(database: database, committer: committer),
                heartbeats: HeartbeatDesk(database: database, committer: committer, silences: silences),
                onCall: OnCallDesk(database: database, committer: committer), pages: pages,
                contacts: ContactDesk(database: database, committer: committer),
                engagements: EngagementDesk(database: database, committer: committer),
                tasks: tasks,
                members: members,
                reports: reports,
                questions: questions,
                tags: tags,
                reviews: ReviewDesk(database: database, committer: committer),
                playbooks: playbooks,
                executions: executions, feed: feed,
                organisation: organisation, token: { try ProviderTokens().token(of: $0) }, publicURL: publicURL),
            StepFunctionsDoor.make(playbooks: playbooks, executions: executions),
            PagerDutyDoor.make(reception: reception, changes: ChangeEvents(database: database)),
            SNSDoor.make(reception: reception, authority: sns) { source in
                Set(try await organisation().sources.filter { $0.name == source }.flatMap(\.topics))
            },
            OpsgenieDoor.make(reception: reception, alerts: SenderAlerts(database: database)),
            try ConsoleDoor.make(
                ConsoleDesks(
                    database: database, writer: writer, members: members, reports: reports, questions: questions,
                    tags: tags, tasks: tasks, signIn: signIn, pages: pages,
                    talk: ConversationDesk(
                        database: database, committer: committer, conversations: native.conversations,
                        organisation: organisation, publicURL: publicURL),
                    conversations: native.conversations, letters: LetterDesk(database: database), feed: feed,
                    organisation: organisation)),
            NativeDoor.make(
                native: native, pages: pages,
                organisation: organisation, database: database, committer: committer, publicURL: publicURL),
        ]
    }
}
