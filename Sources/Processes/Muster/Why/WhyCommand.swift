import ArgumentParser
import Foundation
import JSON

struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Why somebody was, or was not, paged: what is known in order of time.")

    @Argument(help: "The id of an alert or a page, the key or fingerprint of an alert, or somebody's mail address.")
    var subject: String

    @Option(
        help: "For a person, the time that is asked about: RFC 3339, or a span until now such as 2h. Now by default.",
        transform: WhyCommand.moment)
    var at: Date?

    @OptionGroup var json: JSONOption

    static func moment(_ text: String) throws -> Date {
        guard let time = Moment.past(text) else {
            throw ValidationError("`\(text)` is no time. Write 2026-11-28T03:00:00Z, or a span until now such as 2h.")
        }
        return time
    }

    func run() async throws {
        let answer = try await API().get(["why", subject], [("at", at?.json.stringValue)])
        Output.result(asJSON: json.isOn, answer, WhyText.text(answer))
    }
}
