import Encodings
public import FoundationEssentials
public import Postgres

/// Orders for the dead-letter-keeper to send letters back to the workers that gave up on them, and a look at how far it is.
/// It goes on whether anybody watches or not.
public struct Replays: Sendable {
    /// How far an order is.
    public struct Progress: Sendable, Equatable {
        /// What became of its letters until now.
        public let report: LetterAction.Report
        /// Letters that have not been taken yet.
        public let waiting: Int
        /// Letters that wait in the outbox of the dead-letter-keeper.
        public let inOutbox: Int
        /// Whether nothing is left to do.
        public let isFinished: Bool

        /// Letters that were taken, whatever became of them.
        public var taken: Int { report.published + report.skipped + report.failed }
    }

    /// How a watch ends.
    public enum Ending: Sendable, Equatable {
        case finished(Progress)
        /// Nothing has moved for as long as the caller had patience. The order stays.
        case stalled(Progress, isKeeperConnected: Bool)
    }

    private let client: PostgresClient
    private let action: LetterAction
    private let actor: String

    /// - Parameters:
    ///   - client: connections of the operator's role.
    ///   - actor: who asks for it, as the audit names them.
    public init(client: PostgresClient, actor: String) {
        self.client = client
        self.actor = actor
        action = LetterAction(client: client, actor: actor)
    }

    /// Stores the selection and orders its replay, in one commit.
    /// - Parameters:
    ///   - rate: letters a second; `nil` for as fast as it goes.
    ///   - asNew: whether the messages get new ids, so that they are handled even if they were done before.
    /// - Returns: the selection's id.
    public func order(_ selection: DeadLetterSelection, rate: Double?, asNew: Bool) async throws -> UUID {
        try await action.store(.replay, selection, rate: rate, asNew: asNew)
    }

    /// The replays that are not finished, the oldest first. Those that a command of the release before left off become
    /// orders.
    public func unfinished() async throws -> [UUID] {
        try await client.query(
            """
            update dead_letter_keeper.selection s set due_at = coalesce(due_at, now()), finished_at = null
             where action = 'replay' and (finished_at is null or due_at is null and exists (
                   select from dead_letter_keeper.selected_letter x
                     join dead_letter_keeper.letter l on l.id = x.letter_id
                    where x.selection_id = s.id and x.state = 'published' and l.state = 'replaying'))
            returning id
            """
        ).map { try $0.decode("id", as: UUID.self) }.sorted { UUIDText.string(from: $0) < UUIDText.string(from: $1) }
    }

    /// Ends an order: letters that were not taken yet wait as before.
    /// - Returns: whether there was something to end.
    public func stop(_ id: UUID) async throws -> Bool {
        try await client.pipeline([
            // The row's lock is the keeper's for the length of a batch.
            Statement(
                """
                update dead_letter_keeper.selection set due_at = now()
                 where id = $1 and action = 'replay' and finished_at is null returning id
                """, [.uuid(id)]),
            Statement(
                """
                update dead_letter_keeper.selected_letter x set state = 'skipped'
                 where selection_id = $1 and state = 'selected' and exists (
                       select from dead_letter_keeper.selection s where s.id = $1 and s.action = 'replay')
                """, [.uuid(id)]),
            Audit.row(action: "dead-letters.replay-stopped", target: UUIDText.string(from: id), by: actor),
        ])[0].isEmpty == false
    }

    /// How far an order is; `nil` when there is none of this id.
    public func progress(_ id: UUID) async throws -> Progress? {
        let rows = try await client.query(
            """
            select s.finished_at is not null as finished,
                   (select count(*) from dead_letter_keeper.selected_letter x
                     where x.selection_id = s.id and x.state = 'selected') as waiting,
                   (select count(*) from dead_letter_keeper.outbox_pending o
                      join dead_letter_keeper.selected_letter x on x.outbox_id = o.id
                     where x.selection_id = s.id) as in_outbox
              from dead_letter_keeper.selection s where s.id = $1 and s.action = 'replay'
            """, [.uuid(id)])
        guard let row = rows.first else { return nil }
        return Progress(
            report: try await action.report(id), waiting: try row.decode("waiting"),
            inOutbox: try row.decode("in_outbox"), isFinished: try row.decode("finished"))
    }

    /// Watches an order until it is finished or stands still. Cancelling the watch leaves the order alone.
    /// - Parameters:
    ///   - patience: how long nothing may move; for a rate below one in a third of it, three letters' time.
    ///   - tell: told how many letters were taken since it was told last.
    /// - Throws: ``OperationsError`` when there is no such order, ``PostgresError``.
    public func watch(
        _ id: UUID, patience: Duration, tell: @Sendable (Int) -> Void = { _ in }
    ) async throws -> Ending {
        let clock = ContinuousClock()
        var last: Progress?
        var moved = clock.now
        while true {
            let began = clock.now
            guard let progress = try await progress(id) else {
                throw OperationsError("There is no replay \(UUIDText.string(from: id)).")
            }
            let taken = progress.taken - (last?.taken ?? 0)
            if taken > 0 { tell(taken) }
            if progress.isFinished { return .finished(progress) }
            if progress != last { moved = clock.now }
            last = progress
            let limit = max(patience, progress.report.rate.map { .seconds(3 / $0) } ?? .zero)
            if clock.now - moved >= limit {
                return .stalled(progress, isKeeperConnected: try await isKeeperConnected())
            }
            // A look counts the selection's letters: it must not cost more than a tenth of the time.
            try await clock.sleep(for: max(.milliseconds(250), began.duration(to: clock.now) * 10))
        }
    }

    /// Processes name themselves towards the database: `muster-dead-letter-keeper/0.1.0`.
    private func isKeeperConnected() async throws -> Bool {
        let rows = try await client.query(
            """
            select exists (select from pg_stat_activity where datname = current_database()
                              and application_name like 'muster-dead-letter-keeper/%') as connected
            """)
        return try rows.first?.decode("connected", as: Bool.self) ?? false
    }
}
