import Cost
import FoundationEssentials
import Incident
import JSON

extension HourlyRate {
    /// Configuration: `person` (a mail address) or `team`, or neither for everybody; `per_hour`, or `per_year` with
    /// `hours_per_year` (2080 by default), which makes an hour that is rounded up to a whole unit; `currency` (that of all costs
    /// by default); `from` and `until`, days of UTC, the second not in it any more.
    ///
    /// A condition that is passed over would make a rate one of others: unknown keys are refused by lenient readers too.
    init(configuration reader: JSONReader, _ standard: Currency) throws {
        try reader.object(
            only: "person", "team", "per_hour", "per_year", "hours_per_year", "currency", "from", "until")
        let person = try reader.optionalString("person", length: 3...254)
        let team = try reader.optionalString("team", length: 1...200)
        guard person == nil || team == nil else {
            throw reader.error(expected: "a rate of a person or of a team", found: "both")
        }
        let currency = try reader.optionalDecode("currency", as: Currency.self) ?? standard
        self.init(
            person.map { .person($0) } ?? team.map { .team($0) } ?? .everybody,
            perHour: try Self.perHour(reader, currency), from: try reader.optional("from")?.day(),
            until: try reader.optional("until")?.day())
        if let from, let until, until <= from {
            throw try reader.member("until").error(expected: "a day after `from`", found: "one that is not")
        }
    }

    private static func perHour(_ reader: JSONReader, _ currency: Currency) throws -> Money {
        guard let yearly = try reader.optional("per_year")?.amount(in: currency) else {
            return try reader.member("per_hour").amount(in: currency)
        }
        guard try reader.optional("per_hour") == nil else {
            throw reader.error(expected: "`per_hour` or `per_year`", found: "both")
        }
        let hours = try reader.optionalInt("hours_per_year", in: 1...8784) ?? 2080
        guard let hourly = perHour(ofYear: yearly, hours: Int64(hours)) else {
            throw try reader.member("per_year").error(expected: "an amount that can be kept", found: "a greater one")
        }
        return hourly
    }

    /// Refuses a rate for nobody.
    func check(_ configuration: OrganisationConfiguration, _ place: ConfigurationPlace) throws {
        switch payee {
        case .person(let email) where configuration.person(email) == nil:
            throw place.at("person").problem(expected: "somebody of `people`", found: "`\(email)`")
        case .team(let team) where !configuration.people.contains(where: { $0.team == team }):
            throw place.at("team").problem(expected: "a team that somebody of `people` is of", found: "`\(team)`")
        default: break
        }
    }

    /// Whether both are in force at some time for the same payee.
    func meets(_ other: HourlyRate) -> Bool {
        samePayee(as: other) && (from ?? .distantPast) < (other.until ?? .distantFuture)
            && (other.from ?? .distantPast) < (until ?? .distantFuture)
    }

    private func samePayee(as other: HourlyRate) -> Bool {
        if case .person(let one) = payee, case .person(let two) = other.payee {
            return one.lowercased() == two.lowercased()
        }
        return payee == other.payee
    }
}
