public import ConversationDesk
public import HTTPKit
public import IncidentDesk
public import NativeProviders
public import Operations
public import Organisation
public import PageDesk
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
    let pages: PageDesk
    let talk: ConversationDesk
    let conversations: NativeConversations
    let letters: LetterDesk
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
    ///   - pages: takes answers to pages.
    ///   - talk: takes what people say in Muster's own conversations.
    ///   - conversations: where they say it.
    ///   - letters: mends what workers gave up on.
    ///   - feed: tells what happens to those who watch; the process runs it.
    ///   - organisation: the configuration in force.
    public init(
        database: PostgresClient, writer: IncidentWriter, members: MembershipDesk, reports: ReportDesk,
        questions: QuestionDesk, tags: TagDesk, tasks: TaskDesk, signIn: SignInDesk, pages: PageDesk,
        talk: ConversationDesk,
        conversations: NativeConversations, letters: LetterDesk, feed: TimelineFeed,
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
        self.pages = pages
        self.talk = talk
        self.conversations = conversations
        self.letters = letters
        self.feed = feed
        self.organisation = organisation
    }
}
