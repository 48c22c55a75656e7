import Cost
import Encodings
import FoundationEssentials
import Incident
public import JSON
import Organisation

/// What `POST …/costs` asks for: a cost that nobody computes.
public struct CostRequest: Sendable, Hashable, JSONDecodable {
    let type: String
    let amount: Money
    let reason: String
    let from: Date?
    let until: Date?

    /// Reads the body of a request.
    public init(_ reader: JSONReader) throws {
        try reader.object(allowing: ["type", "amount", "reason", "from", "until"])
        type = try reader.line("type", length: 1...100)
        amount = try reader.decode("amount")
        reason = try reader.line("reason", length: 1...500)
        from = try reader.optionalTimestamp("from")
        until = try reader.optionalTimestamp("until")
        guard amount.amountMinorUnits != 0 else {
            throw try reader.member("amount").error(expected: "an amount other than 0", found: "0")
        }
        if let from, let until, until < from {
            throw try reader.member("until").error(expected: "a time no earlier than `from`", found: "an earlier one")
        }
    }

    /// Refuses types and currencies that the organisation does not know.
    /// - Throws: ``IncidentDeskError/Code/unknownWord``.
    func check(_ organisation: OrganisationConfiguration) throws(IncidentDeskError) {
        guard let rules = organisation.costs else {
            throw IncidentDeskError(.unknownWord, "costs are not counted here: the configuration has no `costs`")
        }
        guard rules.type(named: type) != nil else {
            let known = rules.types.map { "`\($0.name)`" }.joined(separator: ", ")
            throw Self.unknown(
                "/type",
                known.isEmpty
                    ? "there are no cost types: the configuration names them under `types` of `costs`"
                    : "there is no such cost type; there are \(known)")
        }
        guard amount.currency == rules.currency || rules.exchange.contains(where: { $0.currency == amount.currency })
        else {
            throw Self.unknown(
                "/amount/currency",
                "costs are told in \(rules.currency.code), and the configuration does not say what \(amount.currency.code) is "
                    + "worth in it: add it to `exchange` of `costs`")
        }
    }

    private static func unknown(_ place: String, _ detail: String) -> IncidentDeskError {
        IncidentDeskError(.unknownWord, detail, faults: [.init(place: place, detail: detail)])
    }
}
