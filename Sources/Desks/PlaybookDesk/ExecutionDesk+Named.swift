public import FoundationEssentials
public import Incident
public import IncidentStore
public import JSON
public import PlaybookStore
import WorkStore

/// Executions by playbook and name, as clients of AWS Step Functions name them.
extension ExecutionDesk {
    /// The execution of a playbook with this name.
    /// - Throws: ``PlaybookDeskError/Code/notFound``; `PostgresError`.
    public func execution(
        named name: String, of playbook: String, for viewer: Viewer
    ) async throws -> ExecutionRecord {
        guard let found = try await ExecutionRows.execution(named: name, of: playbook, for: viewer, in: database) else {
            throw PlaybookDeskError.noExecution
        }
        return found
    }

    /// Starts an execution; the same start under the same name is the same execution.
    /// - Returns: the execution, and whether it is a new one.
    /// - Throws: as `ExecutionStarter.start`.
    public func begin(
        _ playbook: String, _ request: ExecutionRequest, actor: String, viewer: Viewer, trace: String?
    ) async throws -> (execution: ExecutionRecord, isNew: Bool) {
        let starter = ExecutionStarter(actor: actor, viewer: viewer, trace: trace)
        return try await committer.commit { work in try await starter.start(playbook, request, in: work) }
    }

    /// A part of an execution's history.
    /// - Parameters:
    ///   - cursor: `Page.nextCursor` of the page before.
    ///   - isReversed: the newest first.
    ///   - limit: of one page, 1 to 1,000.
    /// - Throws: ``PlaybookDeskError/Code/invalid`` for a cursor that is none; `PostgresError`.
    public func history(
        of execution: ExecutionRecord, after cursor: String?, isReversed: Bool, limit: Int
    ) async throws -> Page<JSON> {
        let number = try cursor.map { text in
            guard let number = Int32(text), number > 0 else {
                throw PlaybookDeskError(.invalid, "\"\(text.prefix(40))\" is where no page begins")
            }
            return Int(number)
        }
        return try await HistoryRows.page(
            of: execution.id, beyond: number, isReversed: isReversed, limit: limit, in: database)
    }

    /// How often an execution was driven again, and when last.
    public func redrives(of execution: ExecutionRecord) async throws -> (count: Int, last: Date?) {
        try await HistoryRows.redrives(of: execution.id, in: database)
    }

    /// Notes that somebody is at work at the step that has this token, so that its heartbeat is not missed.
    /// - Throws: ``PlaybookDeskError/Code/notFound``; ``PlaybookDeskError/Code/over`` when nothing waits for it any more.
    public func beat(_ token: String, trace: String?) async throws {
        try await committer.commit { work in
            guard let step = try await StepRows.step(holding: token, in: work),
                let execution = try await ExecutionRows.execution(step.execution, for: .system, in: work)
            else { throw PlaybookDeskError(.notFound, "nothing waits for this token; is it whole?") }
            guard step.status == .open, step.until.map({ $0 > Date() }) ?? true else {
                throw PlaybookDeskError(.over, "the execution does not wait for this step any more")
            }
            work.write(StepRows.beat(step.number, of: step.execution))
            ExecutionNews.advance(execution, cause: trace, in: work)
        }
    }
}
