import Encodings
import Escalation
import FoundationEssentials
import Incident
import IncidentStore
import Organisation
import PageStore

/// What alerts, escalations and pages know. Pure: the rows are given.
enum WhySources {
    /// Where an alert came in, and what its route made of it.
    static func route(_ context: WhyContext) -> [WhyFact] {
        context.alerts.flatMap { alert -> [WhyFact] in
            var facts = [
                door(alert.firstAt, "\(alert.source) sent \(alert.title) as \(alert.format)"),
                WhyFact(at: alert.firstAt, "route", alert.reason, rule: alert.route),
            ]
            if alert.count > 1 {
                facts.append(
                    door(alert.lastAt, "\(alert.source) said it \(alert.count) times, which is one alert"))
            }
            if alert.status == .resolved {
                facts.append(door(alert.lastAt, "\(alert.source) said that it is over"))
            }
            return facts
        }
    }

    private static func door(_ time: Date, _ text: String) -> WhyFact {
        var fact = WhyFact(at: time, "door", text)
        fact.isBackground = true
        return fact
    }

    /// Whether the incident asked for anybody, and what its escalation did.
    static func escalation(_ context: WhyContext) -> [WhyFact] {
        if let incident = context.incident, context.escalations.isEmpty { return [unescalated(incident, context)] }
        return context.escalations.flatMap { escalation -> [WhyFact] in
            var facts: [WhyFact] = []
            if case .person = context.subject {
            } else {
                facts.append(
                    WhyFact(
                        at: escalation.began, "escalation",
                        "\(escalation.incident) looked for somebody, with \(escalation.urgency) urgency",
                        rule: escalation.policy))
            }
            facts += escalation.turns.compactMap { turn(of: escalation, $0, context.subject) }
            if let decided = escalation.decided, let by = escalation.decidedBy, escalation.state != .open {
                facts.append(
                    WhyFact(
                        at: decided, "acknowledgement",
                        "\(by) \(word(escalation.state)) \(escalation.incident): nobody else was paged about it"))
            }
            return facts
        }
    }

    private static func word(_ state: Escalation.State) -> String {
        switch state {
        case .acknowledged: "took"
        case .resolved: "resolved"
        case .open, .stopped: "decided about"
        }
    }

    private static func unescalated(_ incident: IncidentRecord, _ context: WhyContext) -> WhyFact {
        let wanted = context.organisation.paging(
            type: incident.type, severity: incident.severity, priority: incident.priority, drill: incident.drill)
        let words = "\(incident.type), \(incident.severity), \(incident.priority)"
        guard let (_, policy) = wanted else {
            let why =
                incident.drill
                ? "it is a drill, and the configuration names no `drill_contacts`" : "its type pages nobody"
            return WhyFact(
                at: incident.reportedAt, "escalation", "\(incident.name) (\(words)) paged nobody: \(why)",
                rule: incident.type)
        }
        return WhyFact(
            at: incident.reportedAt, "escalation",
            "\(incident.name) (\(words)) asks for paging, and none has begun: it was not active, or paging is behind",
            rule: policy.name)
    }

    private static func turn(
        of escalation: EscalationHistory, _ turn: EscalationHistory.Turn, _ subject: WhyContext.Subject
    ) -> WhyFact? {
        var whom = turn.people.isEmpty ? "nobody" : turn.people.joined(separator: ", ")
        if case .person(let email, let moment) = subject {
            guard abs(turn.due.timeIntervalSince(moment)) <= WhyContext.reach else { return nil }
            // Pages of the person tell it themselves.
            if turn.people.contains(where: { $0.lowercased() == email.lowercased() }) { return nil }
            whom += ", and not \(email)"
        }
        let what =
            switch turn.outcome {
            case .paged: "paged \(whom)"
            case .lastResort: "found nobody, or was the end: the last resort was paged: \(whom)"
            case .superseded: "paged nobody: the same step of a later round was due as well"
            case .passedOver: "was passed over: it is for other hours"
            }
        return WhyFact(
            at: turn.taken, "step",
            "\(turn.title) of \(escalation.incident), due at \(RFC3339.string(from: turn.due)), \(what)",
            rule: escalation.policy)
    }

    /// What became of each page, way by way.
    static func pages(_ context: WhyContext) -> [WhyFact] {
        let decided = Dictionary(context.escalations.map { ($0.incident, $0.decided) }) { first, _ in first }
        return context.pages.flatMap { page -> [WhyFact] in
            [
                WhyFact(
                    at: page.due, "page", "\(page.person) was to be paged about \(page.incident): \(page.reason)",
                    rule: "\(page.step) of \(page.policy)")
            ]
                + page.attempts.flatMap {
                    facts($0, of: page, decided: decided[page.incident] ?? nil)
                }
        }
    }

    private static func facts(
        _ attempt: PageRecord.Attempt, of page: PageRecord, decided: Date?
    ) -> [WhyFact] {
        let way = "\(attempt.channel) to \(attempt.address)"
        let due = RFC3339.string(from: attempt.due)
        let isHeld = attempt.answer?.hasPrefix("held back") == true
        switch attempt.state {
        case "sent":
            let receipt = attempt.answer.map { ": \($0)" } ?? ""
            return [
                WhyFact(
                    at: attempt.at ?? attempt.due, "receipt",
                    "\(attempt.provider ?? "the provider") took the page to \(page.person) by \(way)\(receipt)")
            ]
        case "failed":
            return [
                WhyFact(
                    at: attempt.at ?? attempt.due, "receipt",
                    "the page to \(page.person) by \(way) was refused: \(attempt.answer ?? "without a reason")")
            ]
        case "superseded":
            return [
                WhyFact(
                    at: attempt.at ?? min(attempt.due, decided ?? attempt.due), "contact",
                    "the page to \(page.person) by \(way) was taken back before its time, \(due)")
            ]
        case "calling":
            return [
                WhyFact(at: attempt.due, "receipt", "the page to \(page.person) by \(way) is in the provider's hands")
            ]
        default:
            let reason = isHeld ? attempt.answer ?? "" : "the contact rule has it go later than the step"
            return [
                WhyFact(
                    at: attempt.due, isHeld ? "throttle" : "contact",
                    "the page to \(page.person) by \(way) goes out at \(due): \(reason)")
            ]
        }
    }
}
