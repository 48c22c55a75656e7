import Encodings
public import Foundation
import Incident
import JSON
public import Postgres

/// Carries out a stored replay in batches: each puts messages into the dead-letter-keeper's outbox and notes that in one
/// transaction, so that a replay that is killed goes on with the next one.
public struct Replay: Sendable {
    private let client: PostgresClient
    /// The selection that is replayed.
    public let selection: UUID
    /// Letters a second; `nil` for as fast as it goes.
    public let rate: Double?
    /// Whether the messages get new ids.
    public let asNew: Bool

    /// - Parameters:
    ///   - client: connections of the operator's role.
    ///   - selection: as ``LetterAction`` stored it.
    ///   - rate: letters a second; `nil` for as fast as it goes.
    ///   - asNew: whether the messages get new ids.
    public init(client: PostgresClient, selection: UUID, rate: Double?, asNew: Bool) {
        self.client = client
        self.selection = selection
        self.rate = rate
        self.asNew = asNew
    }

    /// Publishes what is left of the selection.
    /// - Parameter progress: told after each batch how many letters it took.
    public func run(progress: @Sendable (Int) -> Void = { _ in }) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        var done = 0
        while true {
            let taken = try await publishBatch()
            guard taken > 0 else { break }
            done += taken
            progress(taken)
            if let rate { try await clock.sleep(until: start + .seconds(Double(done) / rate)) }
        }
        _ = try await client.query(
            """
            update dead_letter_keeper.selection set finished_at = now()
             where id = $1 and finished_at is null
               and not exists (select from dead_letter_keeper.selected_letter
                                where selection_id = $1 and state = 'selected')
            """, [.uuid(selection)])
    }

    /// A tenth of a second's worth, so that the rate is even.
    private var batchSize: Int {
        rate.map { max(1, min(100, Int($0 / 10))) } ?? 100
    }

    private func publishBatch() async throws -> Int {
        try await client.transaction { transaction in
            let rows = try await transaction.query(
                """
                select l.id, l.worker, l.message_id, l.message_type, l.state, l.dead_at, l.properties, l.body
                  from dead_letter_keeper.selected_letter s
                  join dead_letter_keeper.letter l on l.id = s.letter_id
                 where s.selection_id = $1 and s.state = 'selected'
                 order by l.dead_at, l.id limit $2 for update of s, l skip locked
                """, [.uuid(selection), .int(batchSize)])
            guard !rows.isEmpty else { return 0 }
            var publications: [(letter: UUID, outbox: UUID, message: ReplayedLetter)] = []
            var refused: [(letter: UUID, state: String)] = []
            for source in try rows.map(Self.source) {
                do throws(ReplayedLetter.Refusal) {
                    let message = try ReplayedLetter(source, asNew: asNew, now: Date(), newID: UUID.v7())
                    publications.append((source.id, UUID.v7(), message))
                } catch {
                    refused.append((source.id, error == .unreadable ? "failed" : "skipped"))
                }
            }
            _ = try await transaction.pipeline(statements(publications, refused))
            return rows.count
        }
    }

    private func statements(
        _ publications: [(letter: UUID, outbox: UUID, message: ReplayedLetter)],
        _ refused: [(letter: UUID, state: String)]
    ) -> [Statement] {
        let messages = publications.map(\.message)
        return [
            // Claimable at once: the dead-letter-keeper's relay finds them with its next look.
            Statement(
                """
                insert into dead_letter_keeper.outbox
                    (id, message_id, exchange, routing_key, type, correlation_id, traceparent, content_type, body,
                     claimable_at)
                select id, message_id, exchange, 'work', type, correlation_id, traceparent, content_type, body, now()
                  from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::text[],
                    $8::bytea[])
                    as new (id, message_id, exchange, type, correlation_id, traceparent, content_type, body)
                """,
                [
                    .uuidArray(publications.map(\.outbox)), .uuidArray(messages.map(\.messageID)),
                    .textArray(messages.map(\.exchange)), .textArray(messages.map(\.type)),
                    .uuidArray(messages.map(\.correlationID)), .textArray(messages.map(\.traceparent)),
                    .textArray(messages.map(\.contentType)),
                    .byteaArray(messages.map(\.body)),
                ]),
            Statement(
                "update dead_letter_keeper.letter set state = 'replaying' where id = any($1)",
                [.uuidArray(publications.map(\.letter))]),
            Statement(
                """
                update dead_letter_keeper.selected_letter s set state = new.state, outbox_id = new.outbox_id
                  from unnest($2::uuid[], $3::text[], $4::uuid[]) as new (letter_id, state, outbox_id)
                 where s.selection_id = $1 and s.letter_id = new.letter_id
                """,
                [
                    .uuid(selection), .uuidArray(publications.map(\.letter) + refused.map(\.letter)),
                    .textArray(publications.map { _ in "published" } + refused.map(\.state)),
                    .uuidArray(publications.map { $0.outbox } + refused.map { _ in nil }),
                ]),
        ]
    }

    private static func source(_ row: PostgresRow) throws -> ReplayedLetter.Source {
        ReplayedLetter.Source(
            id: try row.decode("id"), worker: try row.decode("worker"), messageID: try row.decode("message_id"),
            messageType: try row.decode("message_type"), state: try row.decode("state"),
            deadAt: try row.decode("dead_at"), properties: try JSON.parse(row.decode("properties", as: String.self)),
            body: try row.decode("body"))
    }

    /// Notes which letters have left the outbox, and waits for the others a while.
    /// - Returns: how many are still in the outbox.
    public func settle(within patience: Duration) async throws -> Int {
        let deadline = ContinuousClock.now + patience
        while true {
            let results = try await client.pipeline([
                Statement(
                    """
                    update dead_letter_keeper.letter l set state = 'replayed'
                      from dead_letter_keeper.selected_letter s
                      left join dead_letter_keeper.outbox o on o.id = s.outbox_id
                     where s.selection_id = $1 and s.state = 'published' and l.id = s.letter_id
                       and l.state = 'replaying' and (o.id is null or o.published_at is not null)
                    """, [.uuid(selection)]),
                Statement(
                    """
                    select count(*) as count from dead_letter_keeper.selected_letter s
                      join dead_letter_keeper.letter l on l.id = s.letter_id
                     where s.selection_id = $1 and s.state = 'published' and l.state = 'replaying'
                    """, [.uuid(selection)]),
            ])
            let left = try results[1].first?.decode("count", as: Int.self) ?? 0
            guard left > 0, ContinuousClock.now < deadline else { return left }
            try await Task.sleep(for: .milliseconds(250))
        }
    }

    /// The replays that were not finished, the oldest first.
    public static func unfinished(_ client: PostgresClient) async throws -> [Replay] {
        try await client.query(
            """
            select id, rate::double precision as rate, coalesce((criteria->>'as_new')::boolean, false) as as_new
              from dead_letter_keeper.selection s
             where action = 'replay'
               and (finished_at is null or exists (
                   select from dead_letter_keeper.selected_letter x
                     join dead_letter_keeper.letter l on l.id = x.letter_id
                    where x.selection_id = s.id and x.state = 'published' and l.state = 'replaying'))
             order by id
            """
        ).map { row in
            Replay(
                client: client, selection: try row.decode("id"), rate: try row.decode("rate"),
                asNew: try row.decode("as_new"))
        }
    }
}
