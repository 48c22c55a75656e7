import FoundationEssentials
import Incident

/// Puts the lines of a cost together.
struct CostCalculation {
    let rules: CostRules
    let now: Int64
    let detected: Int64
    let phases: CostPhases
    let work: WorkTimes
    let book: RateBook
    private(set) var lines: [CostLine] = []
    private(set) var problems: [CostProblem] = []
    private(set) var total: Int64 = 0
    /// The intervals that make sense and have begun, in order of person, role and beginning.
    private(set) var roles: [RoleInterval] = []

    init(_ history: CostHistory, by rules: CostRules, at moment: Date) {
        self.rules = rules
        now = moment.wholeSeconds
        detected = history.detectedAt.wholeSeconds
        work = WorkTimes(history.statuses, until: now)
        let acknowledged = history.acknowledgedAt?.wholeSeconds ?? .max
        phases = CostPhases(
            opened: history.openedAt.wholeSeconds, acknowledged: acknowledged <= now ? acknowledged : nil,
            stable: work.stableSince)
        book = RateBook(rules)
        takeRoles(history.roles)
    }

    /// Keeps what can be counted, and reports the rest.
    private mutating func takeRoles(_ rows: [RoleInterval]) {
        // Whose interval of which role each is.
        let keyed = rows.filter { $0.from.wholeSeconds <= now }
            .map { (key: "\($0.person.lowercased()) \($0.role.rawValue)", row: $0) }
            .sorted { ($0.key, $0.row.from, $0.row.id) < ($1.key, $1.row.from, $1.row.id) }
        var last: (key: String, row: RoleInterval)?
        for (key, row) in keyed {
            if let until = row.until, until < row.from {
                report(
                    "role interval \(row.id)",
                    "\(row.person) as \(row.role.title) ends before it begins and is not counted: correct the row")
                continue
            }
            if let last, last.key == key, (last.row.until ?? .distantFuture) > row.from {
                report(
                    "role interval \(row.id)",
                    "\(row.person) is \(row.role.title) already by role interval \(last.row.id), and is counted once: "
                        + "correct the row")
                continue
            }
            last = (key, row)
            roles.append(row)
        }
    }

    mutating func report(_ row: String, _ detail: String) {
        problems.append(CostProblem(row: row, detail: detail))
    }

    /// The span of an interval as far as it is known.
    func span(of row: RoleInterval) -> Range<Int64> {
        let from = row.from.wholeSeconds
        return from..<max(from, min(row.until?.wholeSeconds ?? now, now))
    }

    /// Adds a line of somebody's time.
    mutating func add(
        _ draft: CostDraft, of person: String?, as role: ParticipantRole?, for purpose: CostLine.Purpose,
        times multiplier: Factor, at price: RatePiece.Price
    ) {
        let amount = Rounding.product(
            draft.seconds, multiplier.digits, price.rate.amountMinorUnits, price.worth.digits,
            DecimalText.power(rules.currency.minorDigits),
            over: 3600, DecimalText.power(multiplier.places), DecimalText.power(price.worth.places),
            DecimalText.power(price.rate.currency.minorDigits))
        append(amount, draft, row: person ?? "review") { amount, split in
            CostLine(
                person: person, role: role, purpose: purpose, from: Date(wholeSeconds: draft.from),
                until: Date(wholeSeconds: draft.until), seconds: draft.seconds, multiplier: multiplier,
                rate: price.rate, amount: amount, split: split)
        }
    }

    /// Adds a line of an amount, spread over the phases as the draft is.
    mutating func append(
        _ amount: Int64?, _ draft: CostDraft, row: String,
        _ line: (_ amount: Money, _ split: [CostPhase: Int64]) -> CostLine
    ) {
        let sum = amount.map { total.addingReportingOverflow($0) }
        guard let amount, let sum, !sum.overflow else {
            return report(row, "the amount is greater than any that can be kept, and is not counted: correct the row")
        }
        total = sum.partialValue
        lines.append(line(Money(amount, rules.currency), split(amount, draft)))
    }

    /// Spreads an amount: what is rounded is how much there is up to the end of each phase, so that the parts add up.
    private func split(_ amount: Int64, _ draft: CostDraft) -> [CostPhase: Int64] {
        let all = draft.phases.reduce(0, +)
        guard all > 0 else { return [CostPhase.allCases[phases.index(at: draft.from)]: amount] }
        var split: [CostPhase: Int64] = [:]
        var (seconds, spent): (Int64, Int64) = (0, 0)
        for (phase, part) in zip(CostPhase.allCases, draft.phases) where part > 0 {
            seconds += part
            let upToHere = Rounding.product(amount, seconds, over: all) ?? amount
            split[phase] = upToHere - spent
            spent = upToHere
        }
        return split
    }
}
