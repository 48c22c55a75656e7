public import Incident

/// How the organisation counts what an incident costs.
public struct CostRules: Sendable, Hashable {
    /// How time is counted.
    public var model: CostModel
    /// What costs are told in.
    public var currency: Currency
    /// What hours cost; at most 10,000. No two of one payee are in force at the same time.
    public var rates: [HourlyRate]
    /// What other currencies are worth; at most 10,000.
    public var exchange: [ExchangeRate]
    /// What people may enter by hand; at most 100.
    public var types: [CostType]
    /// How much of somebody's time counts, by role; what is not in it counts nothing.
    public var multipliers: [ParticipantRole: Factor] = Self.standardMultipliers
    /// How long one activity counts, in seconds: 1 to 86,400.
    public var responseSeconds: Int64 = 300
    /// How much an activity counts, by role; what is not in it counts whole.
    public var weights: [ParticipantRole: Factor] = [:]
    /// The review of an incident, once it was stable, in seconds: 0 to 604,800.
    public var reviewSeconds: Int64 = 3600
    /// What each participant adds to the review, in seconds: 0 to 604,800.
    public var reviewSecondsPerParticipant: Int64 = 1800

    /// How much of somebody's time counts when nobody says otherwise: as in Dispatch.
    public static let standardMultipliers: [ParticipantRole: Factor] = {
        let words: [ParticipantRole: String] = [
            .incidentCommander: "1", .scribe: "0.75", .liaison: "0.75", .participant: "0.5", .reporter: "0.5",
            .observer: "0",
        ]
        return words.compactMapValues { Factor($0) }
    }()

    /// As the program has it; nothing is checked.
    public init(
        _ model: CostModel = .classic, in currency: Currency, rates: [HourlyRate] = [],
        exchange: [ExchangeRate] = [], types: [CostType] = []
    ) {
        self.model = model
        self.currency = currency
        self.rates = rates
        self.exchange = exchange
        self.types = types
    }

    /// The type of this name.
    public func type(named name: String) -> CostType? { types.first { $0.name == name } }
}
