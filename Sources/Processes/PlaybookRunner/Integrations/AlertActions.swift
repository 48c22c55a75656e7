import Contracts
import Encodings
import FoundationEssentials
import Incident
import IncidentDesk
import IncidentStore
import JSON
import Organisation
import PlaybookStore
import Playbooks
import Postgres
import WorkStore
import WorkerKit

/// Steps that decide about the alert that started the execution: rows of this database, which commit with the state that follows
/// them.
struct AlertActions: Sendable {
    let organisation: OrganisationSource

    /// Does the step.
    /// - Parameter record: the execution, which has an incident afterwards when one was opened.
    /// - Throws: `PostgresError`.
    func perform(
        _ route: StepRoute, for record: inout ExecutionRecord, cause: String?, in work: UnitOfWork
    ) async throws -> Result<JSON, StepRefusal> {
        do {
            switch BuiltIn(rawValue: route.integration) {
            case .openIncident: return .success(try await open(route.input, for: &record, cause: cause, in: work))
            case .resolveAlert: return .success(try await resolve(route.input, of: record, cause: cause, in: work))
            default: return .success(try await setStatus(route.input, of: record, in: work))
            }
        } catch let refusal as StepRefusal {
            return .failure(refusal)
        } catch let error as JSONDecodingError {
            return .failure(.parameters(error))
        }
    }

    // MARK: Incidents

    private func open(
        _ input: JSON, for record: inout ExecutionRecord, cause: String?, in work: UnitOfWork
    ) async throws -> JSON {
        let reader = JSONReader(input)
        try reader.object(allowing: "title", "description", "type", "severity", "priority")
        if let name = record.incident { return ["incident": .string(name), "created": false] }
        let alert = try await AlertOfExecution.held(record.alert, in: work)
        if let alert, let name = alert.incident, let id = alert.incidentID {
            adopt(id, named: name, by: &record, in: work)
            return ["incident": .string(name), "created": false]
        }
        let draft = try await draft(reader, alert, record)
        var opening = IncidentOpening(draft, in: try await organisation.current(), at: Date())
        opening.alertCount = alert == nil ? 0 : 1
        opening.worstAlert = alert?.severity
        let numbers = try Incidents.numbers(try await work.query(IncidentOpening.insert([opening])))
        guard let number = numbers[opening.id] else {
            throw PostgresError(.decoding, "the new incident has no number")
        }
        for statement in IncidentOpening.insertParts(of: [opening]) { work.write(statement) }
        work.announce([opening.announcement(number: number, cause: cause)])
        let name = IncidentName(number: number).description
        if let alert {
            work.write(alert.attach(to: opening.id, "the playbook \(record.playbook) opened \(name) for it"))
        }
        adopt(opening.id, named: name, by: &record, in: work)
        return ["incident": .string(name), "created": true]
    }

    private func draft(
        _ reader: JSONReader, _ alert: AlertOfExecution?, _ record: ExecutionRecord
    ) async throws -> IncidentDraft {
        let organisation = try await organisation.current()
        func word(_ key: String, _ known: [String], _ standard: String?) throws -> String {
            let word = try reader.optionalString(key, length: 1...100) ?? standard
            guard let word, known.contains(word) else {
                throw StepRefusal.parameters(
                    "\(key) must be one of \(known.joined(separator: ", ")): \(word ?? "nothing") is none.")
            }
            return word
        }
        let typeName = try word("type", organisation.incidentTypes.map(\.name), organisation.defaultType?.name)
        guard let type = organisation.type(named: typeName) else {
            throw StepRefusal.parameters("There is no such type.")
        }
        guard
            let title = try reader.optional("title").map({ _ in try reader.line("title", length: 1...200) })
                ?? alert.map({ String($0.title.prefix(200)) })
        else { throw StepRefusal.parameters("title is missing, and no alert has one.") }
        return IncidentDraft(
            title: title, description: try reader.optionalString("description", length: 0...20_000) ?? "", type: type,
            severity: try word("severity", organisation.severities.map(\.name), organisation.defaultSeverity?.name),
            priority: try word("priority", organisation.priorities.map(\.name), organisation.defaultPriority?.name),
            visibility: type.visibility, source: .playbook,
            drill: alert.map { Drill.unmarked($0.source) != nil } ?? false,
            actor: record.playbook,
            openingLine: "Opened by the playbook \(record.playbook) (execution \(record.name))")
    }

    /// The execution is one of the incident from now on.
    private func adopt(_ incident: UUID, named name: String, by record: inout ExecutionRecord, in work: UnitOfWork) {
        record.incidentID = incident
        record.incident = name
        work.write(
            "update playbook_runner.execution set incident_id = $2 where id = $1", [.uuid(record.id), .uuid(incident)])
    }

    // MARK: The alert

    private func resolve(
        _ input: JSON, of record: ExecutionRecord, cause: String?, in work: UnitOfWork
    ) async throws -> JSON {
        let reader = JSONReader(input)
        try reader.object(allowing: "reason")
        let reason = try reader.optionalString("reason", length: 1...500)
        guard let id = record.alert else {
            throw StepRefusal.parameters("No alert started the execution: there is none to resolve.")
        }
        let words = "the playbook \(record.playbook) resolved it" + (reason.map { ": \($0)" } ?? "")
        guard let over = try await work.query(AlertOfExecution.resolve(id, words)).first else {
            let alert = try await AlertOfExecution.held(id, in: work)
            if let name = alert?.incident {
                throw StepRefusal(
                    "AlertHasIncident", "\(name) has the alert: it ends with that, or by its sender's word.")
            }
            return ["resolved": false]
        }
        let summary = AlertSummary(
            id: id, source: try over.decode("source"), dedupKey: try over.decode("dedup_key"),
            severity: try over.enumeration("severity"), title: try over.decode("title"),
            outcome: try over.enumeration("outcome"), incident: nil)
        work.announce(AlertResolved(summary), about: Subject(name: UUIDText.string(from: id), id: nil, cause: cause))
        return ["resolved": true]
    }

    // MARK: Investigations

    private func setStatus(_ input: JSON, of record: ExecutionRecord, in work: UnitOfWork) async throws -> JSON {
        let reader = JSONReader(input)
        try reader.object(allowing: "status", "investigation_id")
        let status = try reader.string("status", length: 1...40)
        let named = try reader.optionalString("investigation_id", length: 1...64)
        guard Investigations.statuses.contains(status) else {
            let known = Investigations.statuses.joined(separator: ", ")
            return ["result": "failure", "message": .string("\(status) is no status; those are \(known)")]
        }
        guard let id = named.map({ UUIDText.uuid(from: $0) }) ?? record.investigation,
            try await !work.query(Investigations.set(id, to: status)).isEmpty
        else { return ["result": "failure", "message": "there is no such investigation"] }
        return ["result": "success"]
    }
}
