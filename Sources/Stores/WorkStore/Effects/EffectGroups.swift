package import Postgres

/// Where the journals of all messages write: intents, and results, that come while others are being written go together, each
/// kind in one transaction.
package struct EffectGroups: Sendable {
    private let intents: GroupCommitter<EffectIntent, EffectEntry>
    private let results: GroupCommitter<EffectResult, Bool>

    /// Groups of a process.
    package init(database: PostgresClient) {
        intents = GroupCommitter(batchWeight: 200, isShared: Self.isOutage) { intents in
            var places: Set<String> = []
            // Of two for one place the first has it.
            let mine = intents.indices.filter { places.insert(intents[$0].place).inserted }
            var entries = [EffectEntry](repeating: .busy, count: intents.count)
            for row in try await database.query(EffectIntent.begin(mine.map { intents[$0] })) {
                let position = Int(try row.decode("position", as: Int64.self))
                entries[mine[position]] = try EffectEntry(row)
            }
            return entries
        }
        results = GroupCommitter(batchWeight: 200, isShared: Self.isOutage) { results in
            var written = [Bool](repeating: false, count: results.count)
            for row in try await database.withoutWaitingForDisk.query(EffectResult.write(results)) {
                written[Int(try row.decode("position", as: Int64.self))] = true
            }
            return written
        }
    }

    func begin(_ intent: EffectIntent) async throws -> EffectEntry {
        try await intents.submit(intent)
    }

    /// - Returns: whether the message still held the effect.
    func finish(_ result: EffectResult) async throws -> Bool {
        try await results.submit(result)
    }

    private static func isOutage(_ error: any Error) -> Bool {
        (error as? PostgresError)?.isOutage == true
    }
}
