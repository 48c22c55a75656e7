import ArgumentParser
import Cost
import Encodings
import Foundation
import JSON

struct IncidentCostAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Enters a cost by hand. What was wrong is put right by another one.",
        discussion:
            "muster incident cost add INC-17 --type 'vendor fee' --amount 120.50 --currency EUR --reason 'Bill 42'")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Option(help: "One of the configuration's cost types.")
    var type: String

    @Option(
        parsing: .unconditional, help: "How much, in units of the currency: 120.50. Negative for what comes back.")
    var amount: String

    @Option(help: "The currency (ISO 4217), such as EUR.")
    var currency: String

    @Option(help: "Why.")
    var reason: String

    @Option(help: "When it began to arise: RFC 3339, or how long ago, such as 2h.")
    var from: String?

    @Option(help: "When that ended: RFC 3339, or how long ago, such as 2h.")
    var until: String?

    @OptionGroup var json: JSONOption

    /// `nil` for what `validate` refuses.
    private var money: Money? { Currency(currency.uppercased()).flatMap { Money(amount, in: $0) } }

    var body: JSON {
        let members: JSONObject = [
            "type": .string(type), "amount": .optional(money), "reason": .string(reason),
            "from": .optional(from.flatMap { Moment.past($0) }), "until": .optional(until.flatMap { Moment.past($0) }),
        ]
        return .object(members.omittingNulls())
    }

    func validate() throws {
        guard let known = Currency(currency.uppercased()) else {
            throw ValidationError("--currency is a code of ISO 4217 such as EUR: `\(currency)` is none.")
        }
        guard money != nil else {
            throw ValidationError(
                "--amount is a number with at most \(known.minorDigits) decimals in \(known.code): `\(amount)` is not.")
        }
        for (option, value) in [("--from", from), ("--until", until)] {
            if let value, Moment.past(value) == nil {
                throw ValidationError(
                    "\(option) is a time such as 2026-01-31T09:00:00Z, or a span such as 2h: `\(value)`.")
            }
        }
    }

    func run() async throws {
        let cost = try await API().post(["incidents", name.text, "costs"], body)
        Output.result(
            asJSON: json.isOn, cost,
            "\(Plain.line(type)) of \(money?.text ?? amount) entered for \(name.text). "
                + "`muster incident cost \(name.text) --explain` shows it.")
    }
}
