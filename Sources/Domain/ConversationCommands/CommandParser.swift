import Incident

/// Reads commands. It knows their words and nothing else: not who there is, and not what an organisation calls its severities.
public enum CommandParser {
    /// Reads a command.
    /// - Throws: ``CommandFault`` for one that cannot be understood.
    public static func parse(_ line: CommandLine) throws(CommandFault) -> ConversationCommand {
        guard let verb = CommandVerb(rawValue: line.word) else { throw .unknown(line.word) }
        let rest = line.rest
        switch verb {
        case .incident: return try open(rest)
        case .report: return try report(rest)
        case .tag: return rest.isEmpty ? .showTags : tag(rest)
        case .role: return rest.isEmpty ? .showRoles : try role(rest)
        case .engage:
            if rest.isEmpty { throw .usage(.engage, "Nobody is named") }
            return .engage(rest.words)
        case .page: return rest.isEmpty ? .showPages : .page(try page(rest))
        case .task: return rest.isEmpty ? .showTasks : try task(rest)
        case .status: return rest.isEmpty ? .showStatus : try status(rest)
        case .severity: return rest.isEmpty ? .showSeverity : .severity(rest.oneLine)
        case .question: return rest.isEmpty ? .showQuestions : try question(rest)
        case .answer: return try answer(rest)
        case .timeline: return rest.isEmpty ? .showTimeline : .note(rest.oneLine)
        case .join: return try join(rest)
        case .leave:
            let (first, reason) = rest.firstWord
            let insists = first.lowercased() == "insist"
            let said = insists ? reason.oneLine : rest.oneLine
            return .leave(reason: said.isEmpty ? nil : said, insists: insists)
        case .help: return try help(rest)
        }
    }

    private static func open(_ rest: String) throws(CommandFault) -> ConversationCommand {
        let lines = rest.split(maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard let title = lines.first?.oneLine, !title.isEmpty else { throw .usage(.incident, "The title is missing") }
        return .open(title: title, description: lines.count > 1 ? lines[1].trimmed : "")
    }

    private static func report(_ rest: String) throws(CommandFault) -> ConversationCommand {
        if rest.isEmpty { return .showReport }
        let parts = LabelledText(rest, labels: ["conditions", "actions", "needs"])
        let conditions = [parts[""], parts["conditions"]].filter { !$0.isEmpty }.joined(separator: "\n")
        if conditions.isEmpty { throw .usage(.report, "How it stands is missing") }
        return .report(conditions: conditions, actions: parts["actions"], needs: parts["needs"])
    }

    private static func tag(_ rest: String) -> ConversationCommand {
        var (add, remove): ([String], [String]) = ([], [])
        for word in rest.words {
            if word.hasPrefix("-") { remove.append(String(word.dropFirst())) } else { add.append(word) }
        }
        return .tag(add: add, remove: remove)
    }

    private static func role(_ rest: String) throws(CommandFault) -> ConversationCommand {
        let (first, others) = rest.firstWord
        let (second, note) = others.firstWord
        if second.isEmpty { throw .usage(.role, "Who gets which role is missing") }
        let said = note.oneLine.isEmpty ? nil : note.oneLine
        if let role = ParticipantRole(spoken: first) { return .role(role, person: second, note: said) }
        if let role = ParticipantRole(spoken: second) { return .role(role, person: first, note: said) }
        throw .usage(.role, "`\(first)` is no role")
    }

    private static func page(_ rest: String) throws(CommandFault) -> ConversationCommand.PageAction {
        let (first, others) = rest.firstWord
        switch first.lowercased() {
        case "snooze":
            let digits = others.lowercased().hasSuffix("m") ? String(others.dropLast()) : others
            guard let minutes = Int(digits), minutes > 0, minutes <= 7 * 1440 else {
                throw .usage(.page, "A page is snoozed for minutes, such as 30, and for seven days at most")
            }
            return .snooze(minutes: minutes)
        case _ where !others.isEmpty: throw .usage(.page, "`\(others.oneLine)` is one word too many")
        case "ack", "acknowledge": return .acknowledge
        case "resolve": return .resolve
        case "escalate": return .escalate
        default: return .reassign(first)
        }
    }

    private static func task(_ rest: String) throws(CommandFault) -> ConversationCommand {
        let (first, others) = rest.firstWord
        if ["done", "resolve"].contains(first.lowercased()) {
            let (id, note) = others.firstWord
            if id.isEmpty { throw .usage(.task, "Which task is missing") }
            return .resolveTask(id.lowercased(), note: note.isEmpty ? nil : note.oneLine)
        }
        var (people, text): ([String], String) = ([], rest)
        while text.hasPrefix("@"), text.firstWord.word.count > 1 {
            let (person, others) = text.firstWord
            people.append(String(person.dropFirst()))
            text = others
        }
        if text.isEmpty { throw .usage(.task, "What is to be done is missing") }
        return .task(text.oneLine, people: people)
    }

    private static func status(_ rest: String) throws(CommandFault) -> ConversationCommand {
        let (first, others) = rest.firstWord
        guard let status = IncidentStatus(rawValue: first.lowercased()) else {
            throw .usage(.status, "`\(first)` is no status")
        }
        if others.isEmpty { return .status(status, insist: nil) }
        let (word, reason) = others.firstWord
        guard word.lowercased() == "insist", !reason.isEmpty else {
            throw .usage(.status, "After the status only `insist` and a reason may stand")
        }
        return .status(status, insist: reason.oneLine)
    }

    private static func question(_ rest: String) throws(CommandFault) -> ConversationCommand {
        let isMandatory = rest.hasPrefix("!")
        let text = (isMandatory ? rest.dropFirst() : rest[...]).oneLine
        if text.isEmpty { throw .usage(.question, "What is to be found out is missing") }
        return .ask(text, isMandatory: isMandatory)
    }

    private static func answer(_ rest: String) throws(CommandFault) -> ConversationCommand {
        let (first, others) = rest.firstWord
        guard let number = Int(first.hasPrefix("#") ? String(first.dropFirst()) : first), number > 0 else {
            throw .usage(.answer, "The number of the question is missing; /question shows them")
        }
        let parts = LabelledText(others, labels: ["source"])
        let text = parts[""].oneLine
        if text.isEmpty { throw .usage(.answer, "The answer is missing") }
        let source = parts["source"].oneLine
        return .answer(number, text: text, source: source.isEmpty ? nil : source)
    }

    private static func join(_ rest: String) throws(CommandFault) -> ConversationCommand {
        switch rest.lowercased() {
        case "", "participant": return .join(asObserver: false)
        case "observer": return .join(asObserver: true)
        default: throw .usage(.join, "`\(rest.oneLine)` is nothing to join as")
        }
    }

    private static func help(_ rest: String) throws(CommandFault) -> ConversationCommand {
        if rest.isEmpty { return .help(nil) }
        let word = rest.firstWord.word.lowercased()
        let name = word.hasPrefix("/") ? String(word.dropFirst()) : word
        guard let verb = CommandVerb(rawValue: name) else { throw .unknown(name) }
        return .help(verb)
    }
}

extension ParticipantRole {
    /// The role that people call so.
    init?(spoken word: String) {
        let plain = word.lowercased().replacing("-", with: "_")
        if ["commander", "ic"].contains(plain) {
            self = .incidentCommander
        } else {
            self.init(rawValue: plain)
        }
    }
}
