import Encodings
import FoundationEssentials
import Postgres
import WorkStore

extension ReplayOrders {
    /// An order whose row is locked, and the statements of its batch.
    struct Order: Sendable {
        let id: UUID
        /// Letters a second; `nil` for as fast as it goes.
        let rate: Double?
        /// Whether the messages get new ids.
        let asNew: Bool
    }

    /// A letter of a batch, and what became of it there.
    struct Taken: Sendable {
        let letter: UUID
        /// The message that goes out; `nil` when it stays.
        let row: OutboxRow?
        /// The letter's state in the selection.
        let state: String
    }
}

extension ReplayOrders.Order {
    static let claim = Statement(
        """
        select id, rate::float8 as rate, coalesce((criteria->>'as_new')::boolean, false) as as_new
          from dead_letter_keeper.selection
         where action = 'replay' and finished_at is null and due_at <= now()
         order by due_at limit 1 for update skip locked
        """)

    /// Waits for whoever is at the order.
    static func lock(_ id: UUID) -> Statement {
        Statement("select from dead_letter_keeper.selection where id = $1 for update", [.uuid(id)])
    }

    init(_ row: PostgresRow) throws {
        id = try row.decode("id")
        rate = try row.decode("rate")
        asNew = try row.decode("as_new")
    }

    /// A tenth of a second's worth, so that the rate is even.
    func share(of batchSize: Int) -> Int {
        rate.map { max(1, min(batchSize, Int($0 / 10))) } ?? batchSize
    }

    /// The next letters, as many as the outbox has room for. One that another selection is moving at this moment is left for
    /// later.
    func letters(atMost limit: Int, inFlight: Int) -> Statement {
        Statement(
            SQL(
                trusted: """
                    select \(DeadLetter.columns), \(LetterContent.columns)
                      from dead_letter_keeper.selected_letter s
                      join dead_letter_keeper.letter l on l.id = s.letter_id
                     where s.selection_id = $1 and s.state = 'selected'
                     order by s.letter_id
                     limit (select least($2, greatest($3 - count(*), 0))
                              from (select from dead_letter_keeper.outbox_pending limit $3) waiting)
                       for update of l skip locked
                    """), [.uuid(id), .int(limit), .int(inFlight)])
    }

    /// What becomes of a letter.
    func message(_ row: PostgresRow, now: Date) throws -> ReplayOrders.Taken {
        let letter = try DeadLetter(row)
        do throws(ReplayRefusal) {
            guard let content = try? LetterContent(row) else { throw .unreadable }
            let message = try OutboxRow(replaying: letter, content, asNew: asNew, now: now, newID: UUID.v7())
            return ReplayOrders.Taken(letter: letter.id, row: message, state: "published")
        } catch {
            return ReplayOrders.Taken(letter: letter.id, row: nil, state: error.selectedState)
        }
    }

    /// Writes down what became of the letters.
    func note(_ taken: [ReplayOrders.Taken]) -> [Statement] {
        [
            Statement(
                "update dead_letter_keeper.letter set state = 'replaying' where id = any($1)",
                [.uuidArray(taken.filter { $0.row != nil }.map(\.letter))]),
            Statement(
                """
                update dead_letter_keeper.selected_letter s set state = new.state, outbox_id = new.outbox_id
                  from unnest($2::uuid[], $3::text[], $4::uuid[]) as new (letter_id, state, outbox_id)
                 where s.selection_id = $1 and s.letter_id = new.letter_id
                """,
                [
                    .uuid(id), .uuidArray(taken.map(\.letter)), .textArray(taken.map(\.state)),
                    .uuidArray(taken.map { $0.row?.id }),
                ]),
        ]
    }

    /// Says when the next batch is due.
    ///
    /// A rate is kept from batch to batch: what an instance was late by, up to a second, is made good; no pause is longer than a day. Without a rate the
    /// next batch is due at once, after those of the others. An order that only waits for the outbox looks again soon.
    func goOn(taken: Int) -> Statement {
        let isPaced = taken > 0 && rate != nil
        let pause = taken > 0 ? rate.map { min(Double(taken) / $0, 86_400) } ?? 0 : 0.5
        return Statement(
            """
            update dead_letter_keeper.selection s set
                due_at = case when $3 then greatest(s.due_at, now() - interval '1 second') else now() end
                    + interval '1 second' * $2::float8
             where s.id = $1
            """, [.uuid(id), .double(pause), .bool(isPaced)])
    }

    /// Ends an order when every letter was taken and none is in the outbox any more, and notes those of which nobody else noted
    /// that they have left it: their publisher was killed, or the broker refused them at first. Returns how many, when it ended.
    ///
    /// The order's row must be locked.
    static func end(_ id: UUID) -> Statement {
        Statement(
            """
            with done as materialized (
                select $1::uuid as id
                 where not exists (
                           select from dead_letter_keeper.selected_letter x
                            where x.selection_id = $1 and x.state = 'selected')
                   and not exists (
                           select from dead_letter_keeper.outbox_pending o
                             join dead_letter_keeper.selected_letter x on x.outbox_id = o.id
                            where x.selection_id = $1)
            ), noted as (
                update dead_letter_keeper.letter set state = 'replayed' where id in (
                    select l.id from done
                      join dead_letter_keeper.selected_letter x on x.selection_id = done.id and x.state = 'published'
                      join dead_letter_keeper.letter l on l.id = x.letter_id and l.state = 'replaying'
                )
                returning id
            )
            update dead_letter_keeper.selection s set finished_at = now()
              from done where s.id = done.id and s.finished_at is null
            returning (select count(*) from noted) as noted
            """, [.uuid(id)])
    }
}
