package import FoundationEssentials
package import Postgres

/// Asks for leases on messages: those that are asked for while others are being answered go together, in one statement.
package struct MessageLeases: Sendable {
    /// How long each lasts when nobody renews it.
    package let duration: Duration
    private let database: PostgresClient
    private let claims: GroupCommitter<UUID, MessageLease.Claim>

    /// - Parameter duration: until a lease ends that nobody renews.
    package init(database: PostgresClient, duration: Duration = MessageLease.duration) {
        self.database = database
        self.duration = duration
        claims = GroupCommitter(batchWeight: 200, isShared: { ($0 as? PostgresError)?.isOutage == true }) { ids in
            var first: Set<UUID> = []
            let firsts = ids.map { first.insert($0).inserted }
            let claims = try await MessageLease.claim(Array(first), for: duration, in: database)
            return zip(ids, firsts).map { id, isFirst in
                // A message that came twice at once is the first one's.
                guard let claim = claims[id], isFirst || claim == .done else { return .leased }
                return claim
            }
        }
    }

    /// The lease on a message, which is to be asked for with ``claim(_:)``.
    package func lease(on messageID: UUID) -> MessageLease {
        MessageLease(database: database, messageID: messageID, duration: duration)
    }

    /// Asks for the lease on a message.
    /// - Throws: `PostgresError`, or ``GroupCommitterIsFull``.
    package func claim(_ messageID: UUID) async throws -> MessageLease.Claim {
        try await claims.submit(messageID)
    }
}
