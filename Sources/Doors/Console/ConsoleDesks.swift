public import HTTPKit
public import IncidentDesk
public import Organisation
public import PeopleDesk
public import Postgres
public import SignInDesk
public import TaskDesk

/// What the console asks for and has done: the desks that the other doors have, too.
public struct ConsoleDesks: Sendable {
    let database: PostgresClient
    let writer: IncidentWriter
    let members: MembershipDesk
    let reports: ReportDesk
    let questions: QuestionDesk
    let tags: TagDesk
    let tasks: TaskDesk
    let signIn: SignInDesk
    let feed: TimelineFeed
    let organisation: @Sendable () async throws -> OrganisationConfiguration

    /// - Parameters:
    ///   - database: where pages are read.
    ///   - writer: opens and changes incidents.
    ///   - members: changes who takes part.
    ///   - reports: takes status reports.
    ///   - questions: takes answers to what is to be found out.
    ///   - tags: sorts incidents.
    ///   - tasks: changes what is to be done.
    ///   - signIn: signs people in and out.
    ///   - feed: tells what happens to those who watch; the process runs it.
    ///   - organisation: the configuration in force.
    public init(
        database: PostgresClient, writer: IncidentWriter, members: MembershipDesk, reports: ReportDesk,
        questions: QuestionDesk, tags: TagDesk, tasks: TaskDesk, signIn: SignInDesk, feed: TimelineFeed,
        organisation: @escaping @Sendable () async throws -> OrganisationConfiguration
    ) {
        self.database = database
        self.writer = writer
        self.members = members
        self.reports = reports
        self.questions = questions
        self.tags = tags
        self.tasks = tasks
        self.signIn = signIn
        self.feed = feed
        self.organisation = organisation
    }
}
