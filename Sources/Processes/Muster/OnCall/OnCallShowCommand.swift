import ArgumentParser
import Foundation
import JSON

struct OnCallShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Who is on call and who comes next; with --week the seven days from today.")

    @Argument(help: "The name of a schedule or rota; all of them by default.")
    var name: String?

    @Option(
        help: "The moment: RFC 3339, or a span from now on such as 12h or 7d. Now by default.",
        transform: OnCallTime.parse)
    var at: Date?

    @Flag(help: "Prints a calendar of seven days by the clocks of the schedule's zone.")
    var week = false

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard !week || name != nil else { throw ValidationError("Name the schedule whose week you want to see.") }
    }

    func run() async throws {
        let query = [("at", at?.json.stringValue)]
        guard let name else {
            let answer = try await API().get(["oncall"], query)
            let text = try OnCallText.all(answer)
            return Output.result(asJSON: json.isOn, answer, text)
        }
        let schedule = try await API().get(["oncall", name], query)
        guard week else {
            let text = try OnCallText.one(schedule)
            return Output.result(asJSON: json.isOn, schedule, text)
        }
        let calendar = try OnCallCalendar(of: schedule, at: at ?? Date())
        let span = calendar.span
        let shifts = try await API().get(
            ["oncall", name, "shifts"],
            [("from", span.lowerBound.json.stringValue), ("until", span.upperBound.json.stringValue)])
        Output.result(asJSON: json.isOn, shifts, calendar.text(shifts))
    }
}
