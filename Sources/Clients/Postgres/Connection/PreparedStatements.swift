/// Which statements a connection has prepared, and under which names.
///
/// A statement's plan depends on the types of its values. Null has none, so it goes with any type; a statement that is
/// first used with a null is prepared again when the value's type becomes known.
struct PreparedStatements {
    /// How a statement is to be sent.
    enum Use: Hashable {
        /// It is prepared under this name.
        case prepared(String)
        /// Prepare it under this name first.
        case prepare(String, types: [PostgresType])
        /// Send the text: another one is just preparing it, or there are too many already.
        case unprepared
    }

    private struct Plan {
        var name: String
        var types: [PostgresType]
        var isReady: Bool
    }

    private let limit: Int
    private var plans: [String: [Plan]] = [:]
    private var texts: [String: String] = [:]
    private var generation = 0

    /// - Parameter limit: plans that are kept on the server at most.
    init(limit: Int = 1_000) {
        self.limit = limit
    }

    /// Decides how to send a statement; when the answer is `prepare`, ``confirm(_:)`` or ``forget(_:)`` must follow.
    mutating func use(_ text: String, types: [PostgresType]) -> Use {
        let known = plans[text] ?? []
        if let plan = known.first(where: { Self.suits($0.types, types) }) {
            return plan.isReady ? .prepared(plan.name) : .unprepared
        }
        guard texts.count < limit else { return .unprepared }
        generation += 1
        let merged = Self.merged(types, with: known.last?.types)
        let name = "m_\(Self.hash(text))_\(generation)"
        plans[text, default: []].append(Plan(name: name, types: merged, isReady: false))
        texts[name] = text
        return .prepare(name, types: merged)
    }

    /// The server has prepared it.
    mutating func confirm(_ name: String) {
        guard let text = texts[name], let index = plans[text]?.firstIndex(where: { $0.name == name }) else { return }
        plans[text]?[index].isReady = true
    }

    /// The server has not prepared it, or its plan cannot be used any more.
    mutating func forget(_ name: String) {
        guard let text = texts.removeValue(forKey: name) else { return }
        plans[text]?.removeAll { $0.name == name }
        if plans[text]?.isEmpty == true { plans[text] = nil }
    }

    /// The server may have dropped any of them. The names are not used again, since it may also have kept them.
    mutating func forgetAll() {
        plans = [:]
        texts = [:]
    }

    private static func suits(_ planned: [PostgresType], _ wanted: [PostgresType]) -> Bool {
        planned.count == wanted.count && zip(planned, wanted).allSatisfy { $0 == $1 || $1 == .inferred }
    }

    /// The types, with the known one where a null leaves it open.
    private static func merged(_ types: [PostgresType], with known: [PostgresType]?) -> [PostgresType] {
        guard let known, known.count == types.count else { return types }
        return zip(types, known).map { $0 == .inferred ? $1 : $0 }
    }

    /// FNV-1a, 64 bits: the same text has the same name on every connection, so that the server's statistics by
    /// statement can be told apart. Uniqueness comes from the generation.
    private static func hash(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
