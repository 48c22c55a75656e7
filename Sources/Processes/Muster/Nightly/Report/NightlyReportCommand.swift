import ArgumentParser
import Forecast
import Foundation
import Incident
import NightDesk
import Nights

struct NightlyReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Tells what a month was: incidents, how long they took, who was paged, costs.")

    @Option(help: ArgumentHelp("The month, such as 2026-10; the last whole one by default.", valueName: "month"))
    var month: MonthArgument?

    @Option(
        help: ArgumentHelp(
            "Writes one page with charts to a file instead, that needs nothing else and prints well; - for standard output.",
            valueName: "file"))
    var html: String?

    @OptionGroup var json: JSONOption

    func run() async throws {
        let wanted = month
        let report = try await Database.asOperator { client in
            try await CommandFailure.named {
                let calendar = try await NightSettings.load(from: client).calendar
                let first = wanted?.first ?? calendar.day(of: Date()).monthStart(after: -1)
                return try await MonthReport.load(monthOf: first, for: .system, from: client)
            }
        }
        guard let html else { return Output.result(asJSON: json.isOn, report.json, MonthText.text(report)) }
        let page = MonthPage.html(report)
        if html == "-" { return Output.text(page) }
        do {
            try Data(page.utf8).write(to: URL(filePath: html))
        } catch {
            throw CommandFailure("\(Plain.line(html)) cannot be written: check the folder and its owner")
        }
        Output.note("The page is in \(Plain.line(html)).")
    }
}
