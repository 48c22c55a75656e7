public import FoundationEssentials
import Postgres

/// Letters of one group that died on the same build, going by the same configuration.
public struct LetterOrigin: Sendable, Hashable {
    /// The process with its version; `nil` for letters that do not say.
    public let build: String?
    /// The version of the organisation's configuration; `nil` for letters that do not say.
    public let configuration: String?
    /// How many there are, whatever became of them.
    public let count: Int
    /// When the last of them died.
    public let lastAt: Date
}

extension LetterDesk {
    /// On which builds the letters of a group died, the most first; at most ten.
    public func origins(of group: String) async throws -> [LetterOrigin] {
        try await database.query(
            """
            select properties->>'build' as build, properties->>'configuration' as configuration, count(*) as count,
                   max(dead_at) as last_at
              from dead_letter_keeper.letter where "group" = $1 group by 1, 2 order by count(*) desc, max(dead_at) desc limit 10
            """, [.text(group)]
        ).map { row in
            LetterOrigin(
                build: try row.decode("build"), configuration: try row.decode("configuration"),
                count: try row.decode("count"), lastAt: try row.decode("last_at"))
        }
    }
}
