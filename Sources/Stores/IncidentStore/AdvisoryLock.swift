import Digests
public import Postgres

/// Locks on names, held to the end of a transaction. All of a transaction's are taken first and in the same order
/// everywhere, so that two transactions cannot wait for each other.
public enum AdvisoryLock {
    /// The number that stands for a name. Two names may share one: then they wait for each other, nothing worse.
    public static func key(_ parts: String...) -> Int64 {
        var text: [UInt8] = []
        for part in parts {
            text.append(contentsOf: part.utf8)
            text.append(0)
        }
        return sha256(text).prefix(8).reduce(0) { $0 << 8 | Int64($1) }
    }

    /// The number that stands for a group of alerts of a source.
    public static func group(_ source: String, _ key: String) -> Int64 { self.key("group", source, key) }

    /// Takes the locks in the order of their numbers.
    public static func take(_ keys: some Sequence<Int64>) -> Statement {
        Statement(
            "select pg_advisory_xact_lock(k) from unnest($1::int8[]) as k",
            [.int8Array(Set(keys).sorted())])
    }
}
