import Incident

extension ConversationCommand {
    /// The command as somebody would write it: read again, it is this one.
    public var spelling: String {
        ["/\(verb.rawValue)", arguments].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private var arguments: String {
        switch self {
        case .showReport, .showTags, .showRoles, .showPages, .showTasks, .showStatus, .showSeverity, .showQuestions,
            .showTimeline:
            ""
        case .open(let title, let description): description.isEmpty ? title : "\(title)\n\(description)"
        case .report(let conditions, let actions, let needs):
            ([conditions] + [("actions", actions), ("needs", needs)].filter { !$0.1.isEmpty }.map { "\($0): \($1)" })
                .joined(separator: "\n")
        case .tag(let add, let remove): (add + remove.map { "-\($0)" }).joined(separator: " ")
        case .role(let role, let person, let note): Self.line(role.rawValue, person, note)
        case .engage(let people): people.joined(separator: " ")
        case .page(let action): action.spelling
        case .task(let text, let people): (people.map { "@\($0)" } + [text]).joined(separator: " ")
        case .resolveTask(let id, let note): Self.line("done", id, note)
        case .status(let status, let insist): Self.line(status.rawValue, insist.map { "insist \($0)" })
        case .severity(let severity): severity
        case .ask(let text, let isMandatory): isMandatory ? "! \(text)" : text
        case .answer(let number, let text, let source):
            "\(number) \(text)" + (source.map { "\nsource: \($0)" } ?? "")
        case .note(let text): text
        case .join(let asObserver): asObserver ? "observer" : ""
        case .leave(let reason, let insists): Self.line(insists ? "insist" : nil, reason)
        case .help(let verb): verb?.rawValue ?? ""
        }
    }

    private static func line(_ parts: String?...) -> String { parts.compactMap(\.self).joined(separator: " ") }
}

extension ConversationCommand.PageAction {
    fileprivate var spelling: String {
        switch self {
        case .acknowledge: "ack"
        case .resolve: "resolve"
        case .escalate: "escalate"
        case .snooze(let minutes): "snooze \(minutes)"
        case .reassign(let target): target
        }
    }
}
