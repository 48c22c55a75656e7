import Contracts
import Digests
import FoundationEssentials
public import IncidentStore
import JSON
public import PlaybookStore
import Playbooks
public import Postgres
public import WorkStore

/// Playbooks in their versions: who applies and reads them, once for every door.
public struct PlaybookDesk: Sendable {
    let database: PostgresClient
    let committer: Committer

    /// - Parameters:
    ///   - database: where playbooks are read.
    ///   - committer: writes what people apply.
    public init(database: PostgresClient, committer: Committer) {
        self.database = database
        self.committer = committer
    }

    /// The current versions of all playbooks, by name.
    public func list(after cursor: String?, limit: Int) async throws -> Page<PlaybookVersion> {
        try await PlaybookRows.list(after: cursor, limit: limit, in: database)
    }

    /// The current version of a playbook, and all that there are, the newest first.
    /// - Throws: ``PlaybookDeskError/Code/notFound``; `PostgresError`.
    public func playbook(_ name: String) async throws -> (current: PlaybookVersion, versions: [PlaybookVersion]) {
        guard let current = try await PlaybookRows.version(of: name, in: database) else {
            throw PlaybookDeskError.noPlaybook(name)
        }
        return (current, try await PlaybookRows.versions(of: name, in: database))
    }

    /// Says how many executions of a playbook may run at a time: others wait for a place, and begin in the order in which they
    /// were started. What runs already, goes on.
    /// - Parameter limit: 1 to 10,000; `nil` for any number.
    /// - Throws: ``PlaybookDeskError/Code/notFound``, ``PlaybookDeskError/Code/invalid``; `PostgresError`.
    public func limit(_ name: String, to limit: Int?, trace: String?) async throws {
        guard (1...10_000).contains(limit ?? 1) else {
            throw PlaybookDeskError(.invalid, "a playbook runs 1 to 10000 executions at a time, not \(limit ?? 0)")
        }
        try await committer.commit { work in
            guard try await !work.query(PlaybookRows.limit(name, to: limit)).isEmpty else {
                throw PlaybookDeskError.noPlaybook(name)
            }
            // Those for which there is a place now: each that begins has the next one looked at.
            let first = try await Places.waiting(name, limit: 1, in: work)
            for id in limit == nil ? try await Places.waiting(name, limit: 1000, in: work) : first {
                work.send(AdvanceExecution(execution: id), about: Subject(name: name, id: nil, cause: trace))
            }
        }
    }

    /// The schedules that start a playbook, by name.
    public func schedules(of name: String) async throws -> [ScheduleRows.Known] {
        try await ScheduleRows.schedules(of: name, in: database)
    }

    /// How many executions of a playbook may run at a time; `nil` for any number.
    public func limit(of name: String) async throws -> Int? { try await PlaybookRows.limit(of: name, in: database) }

    /// Checks a playbook and makes it the current version of its name; what is the current version already, stays it. Executions
    /// that run go on by the version that they began with.
    /// - Parameter holds: whether that may be done to what is the current version until now, `nil` for none; asked under the
    ///   playbook's lock, and may write something that is to commit with it.
    /// - Returns: the version, and whether it is a new one.
    /// - Throws: ``PlaybookDeskError/Code/invalid`` with every problem; what `holds` throws; `PostgresError`.
    public func apply(
        _ request: PlaybookRequest, named name: String, actor: String,
        where holds: @escaping @Sendable (PlaybookVersion?, UnitOfWork) async throws -> Void = { _, _ in }
    ) async throws -> (version: PlaybookVersion, isNew: Bool) {
        try PlaybookName.check(name, of: "a playbook")
        let runnable: RunnablePlaybook
        do throws(PlaybookReport) {
            runnable = try RunnablePlaybook(PlaybookSource(request.text, named: request.file ?? name))
        } catch {
            throw PlaybookDeskError(
                .invalid, error.description,
                faults: error.problems.filter { $0.severity == .error }.prefix(100).map { problem in
                    let place = problem.position.map { "\($0): " } ?? ""
                    let state = problem.state.map { "state \"\($0)\": " } ?? ""
                    return PlaybookDeskError.Fault(
                        place: "/text", detail: "\(place)\(state)\(problem.message) \(problem.remedy)")
                })
        }
        let wanted = try request.inputSchema.map { try InputSchema($0).json.text() }
        return try await committer.commit { work in
            let rows = try await work.pipeline(PlaybookRows.lock(name))
            let newest = try rows.last?.first?.decode("newest", as: Int?.self) ?? 0
            let digest = sha256(runnable.text)
            let before = try await PlaybookRows.version(of: name, in: work)
            try await holds(before, work)
            let schema = request.keepsSchema ? before?.inputSchema : wanted
            if let before, before.digest == digest, before.inputSchema == schema { return (before, false) }
            var version = PlaybookVersion(
                playbook: name, number: newest + 1, digest: digest, machine: runnable.text, source: request.text,
                appliedAt: Date(), appliedBy: actor)
            version.inputSchema = schema
            for statement in PlaybookRows.insert(version) { work.write(statement) }
            return (version, true)
        }
    }
}
