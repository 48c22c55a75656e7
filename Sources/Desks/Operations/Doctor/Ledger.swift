import BrokerTopology
import Encodings
import FoundationEssentials
public import JSON

/// Where everything is that was ever accepted, as far as the outboxes remember: three days.
///
/// The broker's counts lag by five seconds. What was pending at a first look and still is at a second one more than that
/// later was in a queue all the while, or is lost: if the consumer's queues hold fewer messages than that, the rest is
/// missing. So nothing is called missing that is only under way, and when the queues are empty it is known by name.
public struct Ledger: Sendable, Equatable {
    /// Messages in a worker's queues.
    struct Held: Sendable, Equatable {
        var work = 0
        var retry = 0
        var dead = 0

        var total: Int { work + retry + dead }
    }

    /// Who consumes what detectors publish themselves.
    static let detectorsWorker = "intake"

    /// What its consumer has done.
    public private(set) var done = 0
    /// What waits in an outbox.
    public private(set) var outbox = 0
    /// What waits in a work queue.
    public private(set) var queued = 0
    /// What waits in a retry queue.
    public private(set) var retrying = 0
    /// What waits as a dead letter, or for becoming one.
    public private(set) var dead = 0
    /// What an operator gave up.
    public private(set) var discarded = 0
    /// What is nowhere, one object each.
    public private(set) var missing: [JSON] = []
    /// Effects that happened more than once, one object each.
    public private(set) var duplicates: [JSON] = []
    /// What became of pages; `nil` when nobody was ever paged.
    public private(set) var pages: LedgerPages?

    /// What became of executions of playbooks; `nil` when nothing was ever started.
    public private(set) var executions: LedgerExecutions?

    /// All that was ever accepted, as far as the outboxes remember.
    public var accepted: Int { done + outbox + queued + retrying + dead + discarded + missing.count }
    /// Whether nothing is missing and nothing happened twice.
    public var isWhole: Bool {
        missing.isEmpty && duplicates.isEmpty && pages?.missing.isEmpty != false
            && executions?.missing.isEmpty != false
    }

    /// - Parameters:
    ///   - first: a look at the database.
    ///   - last: a later one.
    ///   - held: what the queues held then, by worker.
    ///   - duplicates: effects that happened more than once.
    ///   - pages: what became of pages, if there are any.
    ///   - executions: what became of executions, if there are any.
    init(
        first: LedgerSnapshot, last: LedgerSnapshot, held: [String: Held], duplicates: [JSON],
        pages: LedgerPages? = nil, executions: LedgerExecutions? = nil
    ) {
        self.pages = pages
        self.executions = executions
        done = last.done
        outbox = last.outbox
        dead = last.dead
        discarded = last.discarded
        self.duplicates = duplicates
        missing = last.unannounced
        missing += last.unroutable.map { Self.entry($0, "no queue is bound to where it was published") }
        let pending = Dictionary(grouping: last.pending, by: \.worker)
        for worker in Set(pending.keys).union(held.keys).sorted() {
            place(pending[worker] ?? [], stable: first.pending, held[worker] ?? Held(), of: worker)
        }
    }

    private mutating func place(
        _ pending: [LedgerSnapshot.Pending], stable: Set<LedgerSnapshot.Pending>, _ held: Held, of worker: String
    ) {
        let waiting = pending.filter(stable.contains).sorted { $0.messageID < $1.messageID }
        let lost = max(0, waiting.count - held.total)
        let reason =
            held.total == 0 ? "it is in none of the queues" : "the queues hold \(held.total), one of these is not there"
        missing += waiting.prefix(lost).map { Self.entry($0, reason) }
        // What detectors publish themselves is known to nobody until intake has it.
        let present = worker == Self.detectorsWorker ? max(pending.count - lost, held.total) : pending.count - lost
        let inRetry = min(held.retry, present)
        let inDead = min(held.dead, present - inRetry)
        retrying += inRetry
        dead += inDead
        queued += present - inRetry - inDead
    }

    private static func entry(_ pending: LedgerSnapshot.Pending, _ reason: String) -> JSON {
        [
            "kind": "message", "id": .string(pending.messageID), "worker": .string(pending.worker),
            "type": .string(pending.type), "incident": .optional(pending.incident), "reason": .string(reason),
            "announced_at": .optional(pending.announcedAt), "fix": .string(repair(pending)),
        ]
    }

    /// The command that publishes it again; consumers recognise what they have done.
    private static func repair(_ pending: LedgerSnapshot.Pending) -> String {
        // Whole seconds, rounded down: the announcement must not be older than what is asked for.
        let since = pending.announcedAt.map { "\(RFC3339.string(from: $0).prefix(19))Z" } ?? "3d"
        guard !pending.worker.isEmpty else {
            return "muster topology apply && muster events republish --since \(since)"
        }
        return "muster events republish --since \(since) --worker \(pending.worker)"
    }

    /// As commands and doors show it.
    public var json: JSON {
        var object: JSONObject = [
            "ok": .bool(isWhole), "accepted": .int(accepted), "done": .int(done), "outbox": .int(outbox),
            "queued": .int(queued), "retrying": .int(retrying), "dead": .int(dead), "discarded": .int(discarded),
            "missing": .array(missing), "duplicates": .array(duplicates),
        ]
        if let pages { object["pages"] = pages.json }
        if let executions { object["executions"] = executions.json }
        return .object(object)
    }

    /// The counts of a broker's queues by worker.
    static func held(_ queues: [QueueStatus]) -> [String: Held] {
        queues.reduce(into: [:]) { held, queue in
            guard let worker = queue.worker, let messages = queue.messages else { return }
            switch queue.kind {
            case .work: held[worker, default: Held()].work += messages
            case .retry: held[worker, default: Held()].retry += messages
            case .dead: held[worker, default: Held()].dead += messages
            case .unroutable, .foreign: break
            }
        }
    }
}
