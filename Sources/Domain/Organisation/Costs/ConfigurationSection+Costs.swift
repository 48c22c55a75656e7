import Cost
import FoundationEssentials
import Incident
import JSON

extension ConfigurationSection {
    static let costs = single(
        "costs", at: \.costs, read: { try CostRules(configuration: $0) },
        check: { rules, configuration, place in try rules?.check(configuration, place) })
}

extension CostRules {
    /// Configuration: `currency` (what costs are told in), `model` (classic by default, dispatch or activity), `rates`,
    /// `multipliers` (by role, how much of the time in it counts, 0 to 10), `activity` (`response_time`, 5m by default, and
    /// `weights` by role, 0 to 10), `review` (`base`, 1h by default, and `per_participant`, 30m), `exchange` and `types`.
    /// - Throws: `JSONDecodingError` for a key that is wrong or unknown.
    init(configuration reader: JSONReader) throws {
        try reader.object(allowing: [
            "currency", "model", "rates", "multipliers", "activity", "review", "exchange", "types",
        ])
        let currency = try reader.decode("currency", as: Currency.self)
        self.init(
            try reader.optionalEnumeration("model", of: CostModel.self, unknown: .classic) ?? .classic, in: currency,
            rates: try reader.entries("rates", max: 10_000) { try HourlyRate(configuration: $0, currency) },
            exchange: try reader.entries("exchange", max: 10_000) { try ExchangeRate(configuration: $0) },
            types: try reader.entries("types", max: 100) { try CostType(configuration: $0) })
        multipliers.merge(try reader.factors("multipliers")) { $1 }
        if let activity = try reader.optionalObject("activity", allowing: ["response_time", "weights"]) {
            responseSeconds =
                try activity.optional("response_time")?.duration(in: .seconds(1) ... .seconds(86_400)).components
                .seconds
                ?? responseSeconds
            weights = try activity.factors("weights")
        }
        if let review = try reader.optionalObject("review", allowing: ["base", "per_participant"]) {
            let week = Duration.zero ... .seconds(7 * 86_400)
            reviewSeconds = try review.optional("base")?.duration(in: week).components.seconds ?? reviewSeconds
            reviewSecondsPerParticipant =
                try review.optional("per_participant")?.duration(in: week).components.seconds
                ?? reviewSecondsPerParticipant
        }
    }

    /// Refuses rates for nobody, rates of one payee that are in force at the same time, currencies without a worth, and
    /// names that are used twice.
    func check(_ configuration: OrganisationConfiguration, _ place: ConfigurationPlace) throws {
        for (index, rate) in rates.enumerated() {
            let place = place.at("rates", "\(index)")
            try rate.check(configuration, place)
            guard !rates[..<index].contains(where: rate.meets) else {
                throw place.problem(
                    expected: "a rate that begins when the one before of the same payee has ended",
                    found: "two in force at the same time")
            }
            let other = rate.perHour.currency
            guard other == currency || exchange.contains(where: { $0.currency == other }) else {
                throw place.problem(
                    expected: "an entry of `exchange` that says what \(other.code) is worth", found: "none")
            }
        }
        for (index, rate) in exchange.enumerated() {
            let place = place.at("exchange", "\(index)")
            guard rate.currency != currency else {
                throw place.problem(expected: "another currency than costs are told in", found: "`\(currency.code)`")
            }
            guard !exchange[..<index].contains(where: { $0.currency == rate.currency && $0.from == rate.from }) else {
                throw place.problem(expected: "one worth of a currency for a day", found: "a second one")
            }
        }
        for (index, type) in types.enumerated() where types[..<index].contains(where: { $0.name == type.name }) {
            throw place.at("types", "\(index)").problem(
                expected: "a name that no other entry has", found: "`\(type.name)` for the second time")
        }
    }
}

extension ExchangeRate {
    /// Configuration: `currency`, `worth` (what one unit of it is worth in that of all costs) and `from`, a day of UTC.
    fileprivate init(configuration reader: JSONReader) throws {
        try reader.object(only: "currency", "worth", "from")
        let worth = try reader.member("worth").factor(most: "1000000")
        guard worth > .zero else { throw try reader.member("worth").error(expected: "more than 0", found: "0") }
        self.init(
            try reader.decode("currency", as: Currency.self), worth: worth, from: try reader.member("from").day())
    }
}

extension CostType {
    /// Configuration: `name`, `description` and `accrues` (default false).
    fileprivate init(configuration reader: JSONReader) throws {
        try reader.object(allowing: ["name", "description", "accrues"])
        self.init(
            name: try reader.line("name", length: 1...100),
            description: try reader.optionalLine("description", length: 1...200) ?? "",
            accrues: try reader.optionalBool("accrues") ?? false)
    }
}
