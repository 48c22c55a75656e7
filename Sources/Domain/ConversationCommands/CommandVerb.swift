/// What can be commanded in a conversation; the word after the slash is the raw value.
public enum CommandVerb: String, Sendable, Hashable, CaseIterable {
    /// Opens an incident.
    case incident
    /// Reports how it stands.
    case report
    /// Sorts the incident.
    case tag
    /// Gives somebody a role.
    case role
    /// Brings somebody in.
    case engage
    /// Answers or redirects a page.
    case page
    /// Says what is to be done.
    case task
    /// Says where the incident stands.
    case status
    /// Says how bad it is.
    case severity
    /// Asks what is to be found out.
    case question
    /// Answers a question.
    case answer
    /// Tells what happened.
    case timeline
    /// Takes part.
    case join
    /// Takes no part any more.
    case leave
    /// Tells what can be said.
    case help

    /// Whether it is about one incident.
    public var needsIncident: Bool { self != .incident && self != .help }

    /// How it is written, each way with what it does.
    public var usage: [(form: String, meaning: String)] {
        switch self {
        case .incident:
            [("/incident TITLE", "opens an incident, in the general conversation; further lines describe it")]
        case .report:
            [
                ("/report", "shows the last status report"),
                (
                    "/report CONDITIONS",
                    "reports how it stands; lines that begin with `actions:` and `needs:` say the rest"
                ),
            ]
        case .tag:
            [
                ("/tag", "shows the tags"),
                ("/tag TYPE:VALUE -TYPE:VALUE", "adds tags, and takes back those after a minus"),
            ]
        case .role:
            [
                ("/role", "shows who is what"),
                ("/role ROLE @PERSON [NOTE]", "gives a role: commander, scribe, liaison, participant or observer"),
            ]
        case .engage:
            [("/engage @PERSON|SCHEDULE …", "brings people in, or who is on call")]
        case .page:
            [
                ("/page", "shows who was paged"),
                ("/page ack|resolve|escalate", "answers the newest page, ends paging, or asks for the next step"),
                ("/page snooze MINUTES", "pages nobody for a while"),
                ("/page @PERSON|SCHEDULE", "pages somebody else instead"),
            ]
        case .task:
            [
                ("/task", "shows what is to be done"),
                ("/task [@PERSON …] TEXT [by 2h]", "makes a task, for the commander when nobody is named"),
                ("/task done ID [NOTE]", "resolves the task whose id ends so"),
            ]
        case .status:
            [
                ("/status", "shows where the incident stands"),
                (
                    "/status active|stable|closed [insist REASON]",
                    "changes it; with a reason although something is to be answered first"
                ),
            ]
        case .severity:
            [("/severity", "shows the severity"), ("/severity SEVERITY", "changes it")]
        case .question:
            [
                ("/question", "shows what is to be found out"),
                ("/question TEXT", "asks something"),
                ("/question ! TEXT", "asks what is to be answered before the incident is stable"),
            ]
        case .answer:
            [("/answer NUMBER TEXT", "answers a question; a line that begins with `source:` says how one knows")]
        case .timeline:
            [
                ("/timeline", "shows what happened last"),
                ("/timeline TEXT", "writes that down as something that happened"),
            ]
        case .join:
            [("/join [observer]", "takes part, or follows")]
        case .leave:
            [("/leave [insist] [REASON]", "takes no part any more; insisting leaves what is open to others")]
        case .help:
            [("/help [COMMAND]", "shows this, or one of them")]
        }
    }
}
