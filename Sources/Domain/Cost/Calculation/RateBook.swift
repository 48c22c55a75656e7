import FoundationEssentials

/// What hours cost, looked up by whose they are.
struct RateBook: Sendable {
    private let currency: Currency
    private var rates: [HourlyRate.Payee: [HourlyRate]] = [:]
    private var worths: [Currency: [ExchangeRate]] = [:]

    init(_ rules: CostRules) {
        currency = rules.currency
        for rate in rules.rates {
            var payee = rate.payee
            if case .person(let email) = payee { payee = .person(email.lowercased()) }
            rates[payee, default: []].append(rate)
        }
        worths = Dictionary(grouping: rules.exchange, by: \.currency).mapValues { $0.sorted { $0.from < $1.from } }
    }

    /// All time in order, in pieces in which an hour of somebody costs the same.
    /// - Parameter person: `nil` for what is nobody's time.
    func pieces(of person: String?, in team: String?) -> [RatePiece] {
        let payees: [HourlyRate.Payee?] = [
            person.map { .person($0.lowercased()) }, team.map { .team($0) }, .everybody,
        ]
        let candidates = payees.compactMap { $0 }.flatMap { rates[$0] ?? [] }
        var ends = Set(candidates.flatMap { [$0.from, $0.until].compactMap { $0?.wholeSeconds } })
        for currency in Set(candidates.map(\.perHour.currency)) where currency != self.currency {
            ends.formUnion((worths[currency] ?? []).map(\.from.wholeSeconds))
        }
        let bounds = [Int64.min] + ends.sorted() + [Int64.max]
        return zip(bounds, bounds.dropFirst()).map { from, until in
            RatePiece(span: from..<until, price: price(at: from, candidates))
        }
    }

    private func price(at moment: Int64, _ candidates: [HourlyRate]) -> Result<RatePiece.Price, RatePiece.Gap> {
        let rate = candidates.first {
            ($0.from?.wholeSeconds ?? .min) <= moment && moment < ($0.until?.wholeSeconds ?? .max)
        }
        guard let rate else { return .failure(.noRate) }
        guard let worth = worth(of: rate.perHour.currency, at: moment) else {
            return .failure(.noExchangeRate(rate.perHour.currency))
        }
        return .success(RatePiece.Price(rate: rate.perHour, worth: worth))
    }

    /// What a unit of a currency is worth in that of the whole, at a moment; `nil` when nobody says.
    func worth(of other: Currency, at moment: Int64) -> Factor? {
        if other == currency { return .one }
        return worths[other]?.last { $0.from.wholeSeconds <= moment }?.worth
    }
}
