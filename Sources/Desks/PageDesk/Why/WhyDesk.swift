import Encodings
import Escalation
public import FoundationEssentials
public import Incident
import IncidentStore
import OnCall
public import OnCallDesk
public import Organisation
import PageStore
public import Postgres

/// One ordered answer to "why was I, or was I not, paged?".
public struct WhyDesk: Sendable {
    private let database: PostgresClient
    private let onCall: OnCallDesk
    private let upstream: UpstreamSource
    private let sources: [WhySource]

    /// - Parameters:
    ///   - database: where it is looked.
    ///   - onCall: knows who was on call when.
    public init(database: PostgresClient, onCall: OnCallDesk) {
        self.database = database
        self.onCall = onCall
        upstream = UpstreamSource(database: database)
        sources = [
            upstream.facts, { RouteSource.facts($0) }, HoldSource(database: database).facts, { StormSource.facts($0) },
            WaitSource(database: database).facts,
        ]
    }

    /// Answers.
    /// - Parameters:
    ///   - text: the id of an alert or a page, the deduplication key or fingerprint of an alert, or somebody's mail address.
    ///   - moment: for a person, the time that is asked about; now by default.
    /// - Throws: ``PageRefusal/notFound``; `PostgresError`.
    public func why(
        _ text: String, at moment: Date?, in organisation: OrganisationConfiguration, viewer: Viewer
    ) async throws -> WhyAnswer {
        if text.contains("@") {
            return try await why(person: text, at: moment ?? Date(), in: organisation, viewer: viewer)
        }
        guard let id = UUIDText.uuid(from: text) else { return try await why(key: text, in: organisation, viewer) }
        if let page = try await PageRecords.page(id, for: viewer, in: database) {
            var context = WhyContext(.page, in: organisation)
            try await read(page.incident, into: &context, viewer)
            context.pages = [page]
            return try await answer("Why was \(page.person) paged about \(page.incident)?", context)
        }
        guard let alert = try await Alerts.alert(id, for: viewer, in: database) else { throw Self.unknown }
        return try await why(alert, in: organisation, viewer)
    }

    /// Of the newest alert that its sender calls so; when none came, what the sender says of it.
    private func why(
        key: String, in organisation: OrganisationConfiguration, _ viewer: Viewer
    ) async throws -> WhyAnswer {
        if let alert = try await Alerts.newest(called: key, for: viewer, in: database) {
            return try await why(alert, in: organisation, viewer)
        }
        let facts = try await upstream.facts(aboutFingerprint: key)
        guard !facts.isEmpty else { throw Self.unknown }
        return WhyAnswer("Why did the alert \(key) not come?", facts)
    }

    private func why(
        _ alert: AlertRecord, in organisation: OrganisationConfiguration, _ viewer: Viewer
    ) async throws -> WhyAnswer {
        var context = WhyContext(.alert, in: organisation)
        if let incident = alert.incident { try await read(incident, into: &context, viewer) }
        context.alerts = [alert]
        if let incident = context.incident {
            context.pages = try await PageRecords.pages(of: incident.id, for: viewer, in: database)
        }
        return try await answer("Who was paged about the alert \"\(alert.title)\", and why?", context)
    }

    private static let unknown = PageDeskError(
        .notFound,
        "there is no such alert and no such page, or not for this key; name one by its id, an alert also by its "
            + "deduplication key or fingerprint, and a person by their mail address")

    private func read(_ incident: String, into context: inout WhyContext, _ viewer: Viewer) async throws {
        guard let name = IncidentName(incident),
            let detail = try await IncidentDetail.load(name, for: viewer, in: database)
        else { return }
        context.incident = detail.incident
        context.alerts = detail.alerts.prefix(20).reversed()
        context.escalations =
            try await EscalationHistory.of(incident: detail.incident.id, in: database).map { [$0] } ?? []
    }

    private func why(
        person email: String, at moment: Date, in organisation: OrganisationConfiguration, viewer: Viewer
    ) async throws -> WhyAnswer {
        guard let person = organisation.person(email) else {
            throw PageDeskError(.notFound, "\(email) is nobody listed under `people` of the configuration")
        }
        let span = moment.addingTimeInterval(-WhyContext.reach)..<moment.addingTimeInterval(WhyContext.reach)
        var context = WhyContext(.person(email: person.email, at: moment), in: organisation)
        context.pages = try await PageRecords.pages(to: person.email, dueIn: span, for: viewer, in: database)
        context.escalations = try await EscalationHistory.moving(in: span, in: database)
        var facts = try await duty(of: person.email, at: moment, in: organisation, since: span.lowerBound)
        facts += try await contacts(of: person.email, in: organisation, since: span.lowerBound)
        let question = "Was \(person.email) paged at about \(RFC3339.string(from: moment)), and why?"
        var answer = try await self.answer(question, context, facts)
        if context.pages.isEmpty {
            answer.facts.append(
                WhyFact(
                    at: max(span.upperBound, answer.facts.last?.at ?? moment), "page",
                    "no step of a policy asked for \(person.email) within an hour of that time"))
        }
        return answer
    }

    /// What was on call at the time.
    private func duty(
        of email: String, at moment: Date, in organisation: OrganisationConfiguration, since: Date
    ) async throws -> [WhyFact] {
        let tables = try await onCall.timetables(at: moment, by: organisation)
        let facts = tables.flatMap { table in
            table.onCall(at: moment).filter { $0.person?.lowercased() == email.lowercased() }.map { shift in
                WhyFact(
                    at: min(shift.from, since), "oncall",
                    "\(email) \(shift.shadow ? "looked on" : "was on call") from \(RFC3339.string(from: shift.from)) until "
                        + "\(RFC3339.string(from: shift.until)) (\(shift.source.rawValue))", rule: table.schedule.name)
            }
        }
        return facts.isEmpty
            ? [WhyFact(at: since, "oncall", "\(email) was on call by no schedule at that time")] : facts
    }

    /// How somebody is reached now: what was said before is not kept.
    private func contacts(
        of email: String, in organisation: OrganisationConfiguration, since: Date
    ) async throws -> [WhyFact] {
        let own = try await PersonalContacts.own(of: [email], in: database)[email.lowercased()]
        let book = ContactBook(
            configured: organisation.contacts(of: email), own: own?.rules, verified: own?.verified ?? [])
        let rules = ContactRules(person: email, ways: [.high: book[.high], .low: book[.low]])
        return [
            WhyFact(
                at: since, "contact", "\(email) is reached by \(ContactText.rules(rules))",
                rule: own == nil ? "contacts" : "their own")
        ]
    }

    private func answer(
        _ question: String, _ context: WhyContext, _ known: [WhyFact] = []
    ) async throws -> WhyAnswer {
        var facts = known + WhySources.route(context)
        for source in sources { facts += try await source(context) }
        facts += WhySources.escalation(context) + WhySources.pages(context)
        return WhyAnswer(question, facts)
    }
}
