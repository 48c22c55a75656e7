import JSON
import PlaybookStore
import Playbooks
import Postgres
import StatesLanguage
import Synchronization

/// The machines of versions that were used lately: a version never changes, so that each is read once.
final class MachineShelf: Sendable {
    /// A version, ready to be run.
    struct Playbook: Sendable {
        let machine: StateMachine
        let outline: PlaybookOutline

        init(_ version: PlaybookVersion) throws {
            machine = try StateMachine(parsing: version.machine)
            outline = PlaybookOutline(machine: try JSON.parse(version.machine, limits: PlaybookVersion.limits))
        }
    }

    private struct Key: Hashable {
        let playbook: String
        let number: Int
    }

    private static let limit = 200
    private let machines = Mutex<[Key: Playbook]>([:])

    /// The machine that each execution runs by, in their order.
    /// - Throws: `DefinitionError` for a definition that this release cannot read; `PostgresError`.
    func machines(of executions: [HeldExecution], in database: some Querying) async throws -> [Playbook] {
        let keys = executions.map { Key(playbook: $0.record.playbook, number: $0.record.version) }
        let known = machines.withLock { $0 }
        var found = known
        let missing = Set(keys).filter { known[$0] == nil }
        if !missing.isEmpty {
            let versions = try await PlaybookRows.versions(
                missing.map { ($0.playbook, $0.number) }, in: database)
            for version in versions {
                found[Key(playbook: version.playbook, number: version.number)] = try Playbook(version)
            }
            let all = found
            machines.withLock { $0 = all.count > Self.limit ? [:] : all }
        }
        return try zip(keys, executions).map { key, execution in
            guard let machine = found[key] else {
                throw MissingVersion(playbook: key.playbook, number: key.number)
            }
            return machine
        }
    }
}

/// An execution's version is not there.
struct MissingVersion: Error, CustomStringConvertible {
    let playbook: String
    let number: Int

    var description: String { "version \(number) of the playbook \(playbook) is not in the database" }
}
