import Contracts
import Encodings
import FoundationEssentials
import PlaybookStore
import Postgres
import StatesLanguage
import WorkStore

/// Who may begin, of playbooks of which only so many executions may run at a time. It holds the rows of these playbooks, so that
/// places are counted by one at a time; what has begun goes on whatever the limit says.
struct PlaceBook {
    /// How long who is first in the row waits at most, when nobody tells that a place is free.
    static let patience: Duration = .seconds(60)

    /// The number of a timer that no execution sets, so that it rings in vain in one that has begun.
    static let timer = Int(Int32.max)

    private struct Playbook {
        var free: Int
        /// Those that began here, and whose rows do not say so yet.
        var begun: [UUID] = []
        /// Whether the next one is to be looked at.
        var calls = false
    }

    private var playbooks: [String: Playbook] = [:]

    /// Takes the rows of the limited playbooks of executions that are held.
    init(_ held: [HeldExecution], in work: UnitOfWork) async throws {
        let limited = Set(held.filter { $0.limit != nil }.map(\.record.playbook)).sorted()
        if limited.isEmpty { return }
        let rows = try await work.pipeline(Places.count(limited))[1]
        for row in rows {
            guard let limit = try row.decode("max_running", as: Int?.self) else { continue }
            playbooks[try row.decode("playbook")] = Playbook(free: limit - (try row.decode("running", as: Int.self)))
        }
    }

    /// Whether an execution has its turn. One that has not begun and finds no place stays as it is until it is called.
    mutating func admit(_ execution: HeldExecution, in work: UnitOfWork) async throws -> Bool {
        let record = execution.record
        guard execution.state == nil, record.status == .running, !record.isPaused, execution.wish == nil,
            let playbook = playbooks[record.playbook]
        else { return true }
        let row = try await Places.waiting(
            record.playbook, but: playbook.begun, limit: max(1, playbook.free), in: work)
        guard playbook.free > 0, row.contains(record.id) else {
            if row.first == record.id {
                work.schedule(
                    WakeExecution(execution: record.id, timer: Self.timer), key: Self.key(record), after: Self.patience,
                    about: Self.subject(record))
            } else if playbook.free > 0 {
                playbooks[record.playbook]?.calls = true
            }
            return false
        }
        work.cancelTimer(key: Self.key(record))
        playbooks[record.playbook]?.free -= 1
        playbooks[record.playbook]?.begun.append(record.id)
        playbooks[record.playbook]?.calls = playbook.free > 1
        return true
    }

    /// An execution has ended: the next one is called.
    mutating func free(_ execution: HeldExecution) {
        playbooks[execution.record.playbook]?.free += 1
        playbooks[execution.record.playbook]?.calls = true
    }

    /// Has whoever is next looked at, where there is a place.
    func callNext(in work: UnitOfWork) async throws {
        for (name, playbook) in playbooks.sorted(by: { $0.key < $1.key }) where playbook.calls && playbook.free > 0 {
            let next = try await Places.waiting(name, but: playbook.begun, limit: playbook.free, in: work)
            for id in next.prefix(100) {
                work.send(AdvanceExecution(execution: id), about: Subject(name: name, id: nil, cause: nil))
            }
        }
    }

    private static func key(_ record: ExecutionRecord) -> String {
        "execution/\(UUIDText.string(from: record.id))/place"
    }

    private static func subject(_ record: ExecutionRecord) -> Subject {
        Subject(name: record.incident ?? record.name, id: record.incidentID, cause: nil)
    }
}
