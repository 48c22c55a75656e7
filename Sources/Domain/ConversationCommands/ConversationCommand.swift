public import Incident

/// A command that was understood: what somebody wants, in the words of the conversation. Whom a word means, and whether it may
/// be, is for others to find out.
public enum ConversationCommand: Sendable, Hashable {
    /// What is to become of a page.
    public enum PageAction: Sendable, Hashable {
        /// They take it.
        case acknowledge
        /// It needs nobody any more.
        case resolve
        /// The next step is taken now.
        case escalate
        /// Nobody is paged for so many minutes.
        case snooze(minutes: Int)
        /// Somebody else is paged: a person, or a schedule.
        case reassign(String)
    }

    /// Opens an incident.
    case open(title: String, description: String)
    /// Shows the last status report.
    case showReport
    /// Reports how it stands.
    case report(conditions: String, actions: String, needs: String)
    /// Shows the tags.
    case showTags
    /// Changes the tags.
    case tag(add: [String], remove: [String])
    /// Shows who is what.
    case showRoles
    /// Gives somebody a role.
    case role(ParticipantRole, person: String, note: String?)
    /// Brings people in, each a person or a schedule.
    case engage([String])
    /// Shows who was paged.
    case showPages
    /// Decides about the newest page.
    case page(PageAction)
    /// Shows what is to be done.
    case showTasks
    /// Makes a task.
    case task(String, people: [String])
    /// Resolves the task whose id ends so.
    case resolveTask(String, note: String?)
    /// Shows where the incident stands.
    case showStatus
    /// Changes where it stands.
    case status(IncidentStatus, insist: String?)
    /// Shows how bad it is.
    case showSeverity
    /// Changes how bad it is.
    case severity(String)
    /// Shows what is to be found out.
    case showQuestions
    /// Asks something.
    case ask(String, isMandatory: Bool)
    /// Answers the question with this number, from 1.
    case answer(Int, text: String, source: String?)
    /// Shows what happened last.
    case showTimeline
    /// Writes down that something happened.
    case note(String)
    /// The author takes part.
    case join(asObserver: Bool)
    /// The author takes no part any more.
    case leave(reason: String?, insists: Bool)
    /// Shows what can be said; `nil` for all.
    case help(CommandVerb?)

    /// Its word.
    public var verb: CommandVerb {
        switch self {
        case .open: .incident
        case .showReport, .report: .report
        case .showTags, .tag: .tag
        case .showRoles, .role: .role
        case .engage: .engage
        case .showPages, .page: .page
        case .showTasks, .task, .resolveTask: .task
        case .showStatus, .status: .status
        case .showSeverity, .severity: .severity
        case .showQuestions, .ask: .question
        case .answer: .answer
        case .showTimeline, .note: .timeline
        case .join: .join
        case .leave: .leave
        case .help: .help
        }
    }
}
