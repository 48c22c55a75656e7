import Digests
import FoundationEssentials
public import IncidentStore
public import PlaybookStore
import Playbooks
public import Postgres
public import WorkStore

/// Playbooks in their versions: who applies and reads them, once for every door.
public struct PlaybookDesk: Sendable {
    private let database: PostgresClient
    private let committer: Committer

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

    /// Checks a playbook and makes it the current version of its name; what is the current version already, stays it. Executions
    /// that run go on by the version that they began with.
    /// - Returns: the version, and whether it is a new one.
    /// - Throws: ``PlaybookDeskError/Code/invalid`` with every problem; `PostgresError`.
    public func apply(
        _ request: PlaybookRequest, named name: String, actor: String
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
        return try await committer.commit { work in
            let rows = try await work.pipeline(PlaybookRows.lock(name))
            let newest = try rows.last?.first?.decode("newest", as: Int?.self) ?? 0
            let digest = sha256(runnable.text)
            if let current = try await PlaybookRows.version(of: name, in: work), current.digest == digest {
                return (current, false)
            }
            let version = PlaybookVersion(
                playbook: name, number: newest + 1, digest: digest, machine: runnable.text, source: request.text,
                appliedAt: Date(), appliedBy: actor)
            for statement in PlaybookRows.insert(version) { work.write(statement) }
            return (version, true)
        }
    }
}
