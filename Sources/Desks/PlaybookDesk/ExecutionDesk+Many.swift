import FoundationEssentials
public import Incident
import PlaybookStore
import Postgres
import StatesLanguage
import WorkStore

extension ExecutionDesk {
    /// Executions that one request changes; more are left to the next one.
    static let partSize = 200

    /// Does the same with executions that fit, the newest first, those that the viewer may see; of a dry request only their extent is
    /// told. What cannot be done with one any more, since it has gone on meanwhile, is left out.
    /// - Throws: ``PlaybookDeskError/Code/invalid`` for a request that selects nothing, and for states with which it cannot be done;
    ///   `PostgresError`.
    public func change(
        _ request: ExecutionsRequest, actor: String, viewer: Viewer, trace: String?
    ) async throws -> ExecutionsAnswer {
        let selection = try Self.selection(request)
        if request.isDry {
            let extent = try await selection.extent(for: viewer, in: database)
            return ExecutionsAnswer(extent: extent, changed: 0, through: extent.map(\.newest).newest, after: nil)
        }
        return try await committer.commit { work in
            let part = try await selection.part(
                after: request.after, limit: Self.partSize + 1, for: viewer, in: work)
            let ids = Array(part.prefix(Self.partSize))
            let rows = try await work.query(request.change.want(of: ids, by: actor, request.reason))
            let changed = Set(try rows.map { try $0.decode("id", as: UUID.self) })
            for execution in try await ExecutionRows.executions(ids, for: viewer, in: work)
            where changed.contains(execution.id) {
                ExecutionNews.advance(execution, cause: trace, in: work)
            }
            return ExecutionsAnswer(
                extent: [], changed: changed.count, through: request.through ?? ids.first,
                after: part.count > Self.partSize ? ids.last : nil)
        }
    }

    private static func selection(_ request: ExecutionsRequest) throws(PlaybookDeskError) -> ExecutionSelection {
        guard request.playbook != nil || request.since != nil || !request.states.isEmpty else {
            throw PlaybookDeskError(.invalid, "say which executions: playbook, states or since")
        }
        let possible = request.change.states
        for state in request.states where !possible.contains(state) {
            throw PlaybookDeskError(
                .invalid,
                "\(request.change.rawValue) is for executions that are \(possible.joined(separator: " or ")), and not "
                    + "\(state.prefix(40))")
        }
        return ExecutionSelection(
            states: request.states.isEmpty ? possible : request.states, playbook: request.playbook,
            since: request.since, through: request.through)
    }
}

extension [UUID] {
    /// The one that was made last.
    fileprivate var newest: UUID? { self.max { $0.uuidString < $1.uuidString } }
}
