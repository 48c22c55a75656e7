/// What an entry of the timeline is about.
public enum TimelineKind: RawRepresentable, Sendable, Hashable {
    /// The incident was opened.
    case opened
    /// The incident is active, stable or closed now.
    case status
    /// Something else about the incident was changed.
    case changed
    /// Somebody joined or took a role.
    case participant
    /// A place was made, or could not be.
    case resource
    /// Everything that the response needs is there.
    case assembled
    /// Somebody was told something.
    case notice
    /// Somebody was paged, or answered.
    case page
    /// What the incident's alerts do.
    case alert
    /// Something was done to what the incident may be about.
    case change
    /// Somebody entered what something cost.
    case cost
    /// Something is to be done, was done, or changed hands.
    case task
    /// A playbook began or ended, or says something.
    case playbook
    /// Somebody reported how it stands.
    case report
    /// Something is to be found out, or was.
    case question
    /// What is learned from it was drafted, rewritten or published.
    case review
    /// Somebody wrote something.
    case note
    /// A kind of a newer release.
    case other(String)

    private static let known: [TimelineKind] = [
        .opened, .status, .changed, .participant, .resource, .assembled, .notice, .page, .alert, .change, .cost,
        .task, .playbook, .report, .question, .review, .note,
    ]

    /// Reads the word of a row. Every word is a kind.
    public init(rawValue word: String) {
        self = Self.known.first { $0.rawValue == word } ?? .other(word)
    }

    /// The word of the row.
    public var rawValue: String {
        switch self {
        case .opened: "opened"
        case .status: "status"
        case .changed: "changed"
        case .participant: "participant"
        case .resource: "resource"
        case .assembled: "assembled"
        case .notice: "notice"
        case .page: "page"
        case .alert: "alert"
        case .change: "change"
        case .cost: "cost"
        case .task: "task"
        case .playbook: "playbook"
        case .report: "report"
        case .question: "question"
        case .review: "review"
        case .note: "note"
        case .other(let word): word
        }
    }
}
