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

    init(_ row: PostgresRow) throws {
        id = try row.decode("id")
        rate = try row.decode("rate")
        asNew = try row.decode("as_new")
    }

    /// A tenth of a second's worth, so that the rate is even.
    func share(of batchSize: Int) -> Int {
        rate.map { max(1, min(batchSize, Int($0 / 10))) } ?? batchSize
    }

    /// Notes which letters of earlier batches have left the outbox; a row that is gone was published days ago.
    var settle: Statement {
        Statement(
            """
            update dead_letter_keeper.letter l set state = 'replayed'
              from dead_letter_keeper.selected_letter s
              left join dead_letter_keeper.outbox o on o.id = s.outbox_id
             where l.state = 'replaying' and s.letter_id = l.id and s.selection_id = $1 and s.state = 'published'
               and (o.id is null or o.published_at is not null)
            """, [.uuid(id)])
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
                              from (select from dead_letter_keeper.outbox where published_at is null limit $3) waiting)
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

    /// Says when the next batch is due, and ends the order once every letter has left the outbox or stays.
    ///
    /// A rate is kept from batch to batch: what an instance was late by, up to a second, is made good. Without a rate the
    /// next batch is due at once, after those of the others. An order that only waits for the outbox looks again soon.
    func goOn(taken: Int, settled: Int) -> Statement {
        let isPaced = taken > 0 && rate != nil
        let pause = taken > 0 ? rate.map { Double(taken) / $0 } ?? 0 : settled > 0 ? 0.1 : 0.5
        return Statement(
            """
            update dead_letter_keeper.selection s set
                due_at = case when $3 then greatest(s.due_at, now() - interval '1 second') else now() end
                    + interval '1 second' * $2::float8,
                finished_at = case when not exists (
                        select from dead_letter_keeper.selected_letter x
                         where x.selection_id = s.id and x.state = 'selected')
                    and not exists (
                        select from dead_letter_keeper.letter l
                          join dead_letter_keeper.selected_letter x on x.letter_id = l.id
                         where l.state = 'replaying' and x.selection_id = s.id and x.state = 'published')
                    then now() end
             where s.id = $1
            """, [.uuid(id), .double(pause), .bool(isPaced)])
    }
}
