import FoundationEssentials
import Incident

@testable import Cost

/// 2026-03-02T00:00:00Z, a Monday: when the incidents of these tests are opened.
let opening = Date(timeIntervalSince1970: 1_772_409_600)

extension Date {
    /// So many hours after the incident was opened.
    static func hour(_ hours: Double) -> Date { opening.addingTimeInterval(hours * 3600) }
}

extension Currency {
    static let usd = known("USD")
    static let eur = known("EUR")
    static let jpy = known("JPY")
    static let kwd = known("KWD")

    private static func known(_ code: String) -> Currency {
        guard let currency = Currency(code) else { preconditionFailure("there is no \(code)") }
        return currency
    }
}

extension RoleInterval {
    /// Somebody's role from one hour on until another.
    init(_ person: String, _ role: ParticipantRole, _ from: Double, _ until: Double? = nil, team: String? = nil) {
        self.init(
            id: "\(person)/\(role.rawValue)/\(from)", person: "\(person)@example.org", team: team, role: role,
            from: .hour(from), until: until.map { .hour($0) })
    }
}

extension CostHistory {
    init(
        _ roles: [RoleInterval], stable: Double? = nil, statuses: [StatusChange] = [], activities: [Activity] = [],
        entries: [CostEntry] = []
    ) {
        self.init(
            detectedAt: opening, openedAt: opening,
            statuses: statuses + (stable.map { [StatusChange(.stable, at: .hour($0))] } ?? []), roles: roles,
            activities: activities, entries: entries)
    }
}

extension CostRules {
    /// Everybody costs 25 dollars, as by default in Dispatch, and reviews cost nothing.
    static func plain(_ model: CostModel = .classic, review: Bool = false) -> CostRules {
        var rules = CostRules(model, in: .usd, rates: [HourlyRate(.everybody, perHour: Money(2500, .usd))])
        if !review {
            rules.reviewSeconds = 0
            rules.reviewSecondsPerParticipant = 0
        }
        return rules
    }
}

extension IncidentCost {
    /// The hours that count, after multipliers, where an hour costs 25 dollars.
    var hours: Double { Double(total.amountMinorUnits) / 2500 }
}

/// Random numbers that are the same in each run.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
