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

    func run() async throws {
        let query = [("at", at?.json.stringValue)]
        let answer = try await API().get(["oncall"] + (name.map { [$0] } ?? []), query)
        guard week else {
            let text = try name == nil ? OnCallText.all(answer) : OnCallText.one(answer)
            return Output.result(asJSON: json.isOn, answer, text)
        }
        let schedules = name == nil ? answer["items"]?.arrayValue ?? [] : [answer]
        var weeks: [(name: String, shifts: JSON, text: String)] = []
        for schedule in schedules { weeks.append(try await show(weekOf: schedule)) }
        Output.result(
            asJSON: json.isOn,
            name == nil ? .object(JSONObject(weeks.map { ($0.name, $0.shifts) })) : weeks.first?.shifts ?? [:],
            weeks.isEmpty ? OnCallText.none : weeks.map(\.text).joined(separator: "\n\n"))
    }

    private func show(weekOf schedule: JSON) async throws -> (name: String, shifts: JSON, text: String) {
        let name = schedule.text(of: "name") ?? ""
        let calendar = try OnCallCalendar(of: schedule, at: at ?? Date())
        let span = calendar.span
        let shifts = try await API().get(
            ["oncall", name, "shifts"],
            [("from", span.lowerBound.json.stringValue), ("until", span.upperBound.json.stringValue)])
        return (name, shifts, calendar.text(shifts))
    }
}
