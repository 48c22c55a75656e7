import Contracts
import Digests
import Encodings
public import FoundationEssentials
public import JSON
public import PlaybookStore
public import Postgres
import StatesLanguage
public import WorkStore

/// An execution that an event starts by itself, checked before anything of it is written.
public struct TriggeredStart: Sendable {
    /// What the event says, and in which shape the playbook has it.
    public struct Event: Sendable {
        /// What kind of trouble it is.
        public var type: String
        /// What is said of it, as SOCless' playbooks have it.
        public var details: JSONObject
        /// Names of details that tell one trouble from another; none makes each event an investigation of its own.
        public var deduplicateBy: [String]
        /// When it happened.
        public var createdAt: Date
        /// What the playbook has besides `investigation`; `nil` for SOCless' shape.
        public var input: JSONObject?

        /// An event with all that is known of it.
        public init(
            type: String, details: JSONObject, deduplicateBy: [String], createdAt: Date, input: JSONObject?
        ) {
            self.type = type
            self.details = details
            self.deduplicateBy = deduplicateBy
            self.createdAt = createdAt
            self.input = input
        }
    }

    /// The execution's id.
    public let execution: UUID
    /// The execution's name, unique in its playbook: the same start again is no other.
    public let name: String
    /// The playbook's name.
    public var playbook: String { version.playbook }
    private let version: PlaybookVersion
    private let alert: UUID?
    private let event: Event
    private let actor: String
    let investigation: Investigations.Event

    /// - Parameters:
    ///   - version: the playbook's current version.
    ///   - name: the execution's name.
    ///   - alert: the alert that starts it.
    ///   - actor: who or what starts it.
    /// - Throws: ``PlaybookDeskError/Code/invalid`` for an input that the playbook does not take, and for a detail that the
    ///   event does not have.
    public init(
        of version: PlaybookVersion, named name: String, for event: Event, alert: UUID?, by actor: String
    ) throws(PlaybookDeskError) {
        execution = .v7()
        self.version = version
        self.name = name
        self.event = event
        self.alert = alert
        self.actor = actor
        var values: [String] = []
        for key in event.deduplicateBy {
            guard let value = event.details[key]?.stringValue else {
                throw PlaybookDeskError(.invalid, "it has no \(key.prefix(100)) to tell investigations apart by")
            }
            values.append(value)
        }
        investigation = Investigations.Event(
            candidate: .v7(), type: event.type, key: Investigations.Event.key(event.type, values),
            playbook: version.playbook)
        try version.check(input(of: investigation.candidate))
    }

    /// What it starts with, as a part of an investigation.
    func input(of id: UUID) -> JSON {
        let isDuplicate = id != investigation.candidate
        let identity: JSON = .string(UUIDText.string(from: id))
        if var object = event.input {
            object["investigation"] = ["id": identity, "is_duplicate": .bool(isDuplicate)]
            return .object(object)
        }
        let execution: JSON = .string(UUIDText.string(from: execution))
        return [
            "execution_id": execution,
            "artifacts": [
                "event": [
                    "id": .string(UUIDText.string(from: investigation.candidate)), "investigation_id": identity,
                    "status_": .string(Started.status(isDuplicate: isDuplicate)), "is_duplicate": .bool(isDuplicate),
                    "created_at": event.createdAt.json, "event_type": .string(event.type),
                    "playbook": .string(version.playbook), "details": .object(event.details), "data_types": [:],
                    "event_meta": [:],
                ], "execution_id": execution,
            ], "results": [:], "errors": [:],
        ]
    }

    /// An execution that was started, as a part of its investigation.
    public struct Started: Sendable, Hashable {
        /// The playbook's name.
        public var playbook: String
        /// The execution's id.
        public var execution: UUID
        /// The execution's name.
        public var name: String
        /// The investigation's id.
        public var investigation: UUID
        /// Whether it was under way.
        public var isDuplicate: Bool
        /// The alert that started it.
        public var alert: UUID?
        let row: NewExecution

        static func status(isDuplicate: Bool) -> String { isDuplicate ? "closed" : "open" }

        /// Writes the row, unless the playbook has an execution of this name.
        public var insert: Statement { row.insert }

        /// Tells the runner to look at it.
        public func tell(in work: UnitOfWork, cause: String?) {
            work.send(AdvanceExecution(execution: execution), about: Subject(name: name, id: nil, cause: cause))
        }

        /// `name`, `execution`, `investigation`, `status_id` (`open`, or `closed` for a duplicate, as SOCless has it) and
        /// `is_duplicate`, for whoever sent the event.
        public var json: JSON {
            [
                "name": .string(playbook), "execution": .string(UUIDText.string(from: execution)),
                "investigation": .string(UUIDText.string(from: investigation)),
                "status_id": .string(Self.status(isDuplicate: isDuplicate)), "is_duplicate": .bool(isDuplicate),
            ]
        }
    }

    /// Begins the investigations of events, or finds those that are under way. What was started is for the caller to write.
    public static func begin(_ starts: [TriggeredStart], in database: some Querying) async throws -> [Started] {
        if starts.isEmpty { return [] }
        // In one order for all who begin several at once.
        let sorted = starts.sorted { ($0.investigation.key ?? "", $0.name) < ($1.investigation.key ?? "", $1.name) }
        let results = try await database.pipeline(sorted.map { Investigations.begin($0.investigation) })
        return try zip(sorted, results).map { start, rows in
            let id = try rows.first?.decode("id", as: UUID.self) ?? start.investigation.candidate
            let isDuplicate = id != start.investigation.candidate
            return Started(
                playbook: start.playbook, execution: start.execution, name: start.name, investigation: id,
                isDuplicate: isDuplicate, alert: start.alert, row: start.row(of: id, isDuplicate: isDuplicate))
        }
    }

    private func row(of id: UUID, isDuplicate: Bool) -> NewExecution {
        var row = NewExecution(
            id: execution, playbook: version.playbook, version: version.number, name: name, incident: nil, alert: alert,
            input: input(of: id).text(), seed: Hex.encode(randomBytes(32)), startedBy: actor)
        row.investigation = id
        row.isDuplicate = isDuplicate
        return row
    }
}

extension PlaybookVersion {
    /// Refuses an input that the playbook does not take.
    func check(_ input: JSON) throws(PlaybookDeskError) {
        let bytes = input.text().utf8.count
        guard bytes <= ExecutionStarter.inputLimit else {
            throw PlaybookDeskError(
                .invalid,
                "the input has \(bytes) bytes; an execution starts with \(ExecutionStarter.inputLimit) at most")
        }
        guard let text = inputSchema, let schema = try? JSON.parse(text, limits: Self.limits) else { return }
        let faults = try InputSchema(schema).faults(input)
        guard let first = faults.first else { return }
        throw PlaybookDeskError(
            .invalid, "the playbook does not take this input: \(first.place) \(first.detail)", faults: faults)
    }
}
