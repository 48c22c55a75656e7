import FoundationEssentials
import Incident
public import JSON
import OnCall
import RotaPlanning

/// What `POST …/suggestions` asks for: a rota of the weeks ahead under ranked wishes.
public struct SuggestionRequest: Sendable, Hashable, JSONDecodable {
    /// A wish whose times are on the schedule's walls.
    struct Wished: Sendable, Hashable {
        enum Kind: Sendable, Hashable {
            case away(from: WallTime, until: WallTime)
            case wants(from: WallTime, until: WallTime)
            case notOn(Set<Weekday>)
            case atMost(Int)
            case rest(Int)
        }

        let person: String?
        let kind: Kind
    }

    let layer: String?
    let from: Date?
    let weeks: Int
    let people: [String]
    let wishes: [Wished]
    let shares: [String: Double]

    /// Reads the body of a request.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["layer", "from", "weeks", "people", "wishes", "shares"])
        layer = try reader.optionalString("layer", length: 1...100)
        from = try reader.optionalTimestamp("from")
        weeks = try reader.optionalInt("weeks", in: 1...52) ?? 13
        people = try reader.optionalStrings("people", max: RotaTask.mostPeople, length: 3...254)
        wishes = try reader.optionalArray("wishes", max: RotaTask.mostWishes).map(Wished.init)
        var shares: [String: Double] = [:]
        if let reader = try reader.optional("shares") {
            let members = try reader.members()
            guard members.count <= RotaTask.mostPeople else {
                throw reader.error(expected: "at most \(RotaTask.mostPeople) people", found: "\(members.count)")
            }
            for person in members.keys { shares[person.lowercased()] = try reader.double(person, in: 0.05...20) }
        }
        self.shares = shares
    }
}

extension SuggestionRequest.Wished {
    /// `person` and one of `away`, `wants` (each `from` and `until`), `not_on` (days of the week), `at_most` and `rest`.
    init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["person", "away", "wants", "not_on", "at_most", "rest"])
        person = try reader.optionalString("person", length: 3...254)
        var kinds: [Kind] = []
        if let span = try reader.optional("away").map(Self.span) {
            kinds.append(.away(from: span.lowerBound, until: span.upperBound))
        }
        if let span = try reader.optional("wants").map(Self.span) {
            kinds.append(.wants(from: span.lowerBound, until: span.upperBound))
        }
        let days = try reader.optionalArray("not_on", max: 7).map { try $0.enumeration(of: Weekday.self) }
        if !days.isEmpty { kinds.append(.notOn(Set(days))) }
        if let most = try reader.optionalInt("at_most", in: 0...RotaTask.mostTurns) { kinds.append(.atMost(most)) }
        if let rest = try reader.optionalInt("rest", in: 1...RotaTask.mostTurns) { kinds.append(.rest(rest)) }
        guard kinds.count == 1 else {
            throw reader.error(
                expected: "one of away, wants, not_on, at_most and rest", found: kinds.isEmpty ? "none" : "several")
        }
        kind = kinds[0]
        if person == nil, case .rest = kind { return }
        if person == nil, case .atMost = kind { return }
        guard person != nil else { throw reader.error(expected: "a person, whose wish it is", found: nil) }
    }

    /// `from` and `until`: days, the last one included, or times on the wall.
    private static func span(_ reader: JSONReader) throws -> Range<WallTime> {
        try reader.object(allowing: ["from", "until"])
        let from = try moment(try reader.member("from"), isEnd: false)
        let until = try moment(try reader.member("until"), isEnd: true)
        guard from < until else { throw try reader.member("until").error(expected: "a time after from", found: nil) }
        return from..<until
    }

    private static func moment(_ reader: JSONReader, isEnd: Bool) throws -> WallTime {
        let text = try reader.string(length: 10...19)
        if let time = WallTime(text) { return time }
        guard let day = WallTime("\(text)T00:00") else {
            throw reader.error(
                expected: "a day such as 2026-12-24, or a time on the schedule's wall such as 2026-12-24T09:00",
                found: "`\(text)`")
        }
        return isEnd ? WallTime(seconds: day.seconds + 86_400) : day
    }
}
