import HTTPTypes
import Encodings
import FoundationEssentials
import HTTPKit
import HummingbirdCore
import Incident
import IncidentDesk
import IncidentStore
import JSON
import Organisation
import PeopleDesk

/// `/report`: opens an incident with a title and a description, and nothing else that has to be said.
struct ReportPage: Sendable {
    let desks: ConsoleDesks
    let pages: PageMaker

    /// What the page shows.
    struct View: Sendable {
        let commanderLine: String
        let reportForm: FormView
    }

    var endpoints: [Endpoint] {
        [
            Endpoint(visitors: "/report") { _, visitor in
                try await show(visitor, nil)
            },
            Endpoint(form: "/report", answer: open),
        ]
    }

    private func show(_ visitor: Visitor, _ attempt: FormAttempt?) async throws -> Response {
        let organisation = try await desks.organisation()
        let filler = FormFiller("report", attempt)
        let view = View(
            commanderLine: Self.commander(in: organisation),
            reportForm: Self.form(filler, organisation, token: visitor.formToken))
        return pages.page(
            view, by: "report", title: "Report an incident", for: visitor,
            status: attempt == nil ? .ok : .unprocessableContent)
    }

    /// Who would lead an incident of the usual type.
    private static func commander(in organisation: OrganisationConfiguration) -> String {
        guard let type = organisation.defaultType else { return "Say what is wrong; the rest can follow." }
        guard let person = organisation.onDuty(type.commander, at: Date()).first?.person else {
            return "Nobody is on call to lead it now. Say what is wrong; whoever takes it leads."
        }
        return "\(person.name) is on call and will lead the response. Say what is wrong; the rest can follow."
    }

    private static func form(
        _ filler: FormFiller, _ organisation: OrganisationConfiguration, token: String
    ) -> FormView {
        let now = Date()
        let types = organisation.incidentTypes.map { type in
            let lead = organisation.onDuty(type.commander, at: now).first.map { ", led by \($0.person.name)" } ?? ""
            return (value: type.name, label: "\(type.name)\(lead)")
        }
        let hidden = [filler.hidden("once", UUIDText.string(from: .v7()))]
        var form = filler.form(
            "", to: "/report", token: token,
            fields: [
                filler.field("title", "What is wrong?", hint: "One line, such as: Payments fail", isRequired: true),
                filler.field(
                    "description", "What do you know?", .text(rows: 5),
                    hint: "Since when, whom it hits, what you saw. It may stay empty.", maximum: 20_000),
            ], button: "Report it", hidden: hidden)
        form.hasMore = true
        form.moreTitle = "Type, severity, priority and tags"
        form.more = [
            filler.field("type", "Type", .choice(types), value: organisation.defaultType?.name ?? ""),
            filler.field(
                "severity", "Severity", .choice(organisation.severities.map { ($0.name, $0.name) }),
                value: organisation.defaultSeverity?.name ?? ""),
            filler.field(
                "priority", "Priority", .choice(organisation.priorities.map { ($0.name, $0.name) }),
                value: organisation.defaultPriority?.name ?? ""),
            filler.field("tags", "Tags", hint: "Separated by spaces, such as: service:payments", maximum: 500),
        ]
        form.moreIsOpen = form.more.contains(where: \.isInvalid)
        return form
    }

    @Sendable private func open(_ call: Call, _ visitor: Visitor, _ form: FormBody) async throws -> Response {
        let organisation = try await desks.organisation()
        do {
            // Read before anything is opened: a report is taken whole or not at all.
            let tags = try Self.tags(form)
            let request = try ReportRequest(
                form.request(
                    ["title"], optional: ["description", "type", "severity", "priority"],
                    and: ["reporter": ["email": .string(visitor.email), "name": .string(visitor.name)]]))
            let answer = try await desks.writer.open(
                request.draft(in: organisation, actor: visitor.email), in: organisation, idempotency: call.once(form),
                trace: call.request.trace)
            guard let name = (try? JSON.parse(answer.body))?["name"]?.stringValue.flatMap({ IncidentName($0) }) else {
                throw Problem(.internalServerError, "the incident was opened; the list of incidents shows it")
            }
            let notice = try await tag(name, with: tags, call, visitor, organisation)
            return .seeOther("\(SafeLink.incident(name))/reported\(notice)")
        } catch {
            guard let faults = FormFaults(error) else { throw error }
            return try await show(visitor, FormAttempt(form: "report", body: form, faults: faults))
        }
    }

    private static func tags(_ form: FormBody) throws -> TagRequest? {
        let words = form["tags"].split { $0 == " " || $0 == "," || $0 == "\n" }.map { JSON.string(String($0)) }
        guard !words.isEmpty else { return nil }
        do {
            return try TagRequest(JSONReader(["add": .array(words)]))
        } catch let error as JSONDecodingError {
            throw JSONDecodingError(
                path: JSONPointer(tokens: ["tags"]), expected: error.expected, found: error.found)
        }
    }

    /// - Returns: what the address of the confirmation ends with: that tags were refused does not undo the report.
    private func tag(
        _ name: IncidentName, with tags: TagRequest?, _ call: Call, _ visitor: Visitor,
        _ organisation: OrganisationConfiguration
    ) async throws -> String {
        guard let tags else { return "" }
        do {
            _ = try await desks.tags.change(
                tags, of: name, in: organisation, actor: visitor.email,
                viewer: call.viewer(of: name, in: desks.database), idempotency: nil, trace: call.request.trace)
            return ""
        } catch let error as IncidentDeskError where error.code == .invalid {
            return "?notice=tags"
        }
    }
}
