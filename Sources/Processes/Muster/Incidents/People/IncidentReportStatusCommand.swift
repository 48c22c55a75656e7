import ArgumentParser
import Foundation
import JSON

struct IncidentReportStatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report-status",
        abstract: "Reports how it stands: conditions, actions, needs. Without any of them, shows the reports.",
        discussion: "What is not said is as in the last report; with --draft it is shown and nothing is reported.")

    @Argument(help: "The incident's name, such as INC-17.")
    var name: IncidentNameArgument

    @Option(help: "How it stands.")
    var conditions: String?

    @Option(help: "What is being done.")
    var actions: String?

    @Option(help: "What is needed.")
    var needs: String?

    @Option(help: "participants, or everybody: also those who follow it, and wherever incidents are announced.")
    var audience: ReportAudienceArgument?

    @Option(help: "Who reports; the name of the key by default.")
    var author: String?

    @Flag(help: "Shows what the next report begins with.")
    var draft = false

    @Option(
        help: "Nobody is reminded to report before: RFC 3339, or a span from now on such as 30m or 2h.",
        transform: OnCallTime.parse)
    var delay: Date?

    @OptionGroup var page: PageOptions
    @OptionGroup var json: JSONOption

    func validate() throws {
        guard delay == nil || [conditions, actions, needs].allSatisfy({ $0 == nil }) else {
            throw ValidationError("Report, or put the reminder off with --delay: a report sets the reminders anew.")
        }
    }

    func run() async throws {
        let path = ["incidents", name.text, "reports"]
        if let delay {
            let answer = try await API().post(path + ["delays"], ["until": delay.json])
            return Output.result(
                asJSON: json.isOn, answer,
                "Nobody is reminded to report of \(name.text) before \(answer.text(of: "until") ?? "then").")
        }
        let isReport = [conditions, actions, needs].contains { $0 != nil }
        guard isReport || draft else {
            let answer = try await API().get(path, page.query)
            Output.result(asJSON: json.isOn, answer, ReportText.list(answer, of: name.text))
            if !json.isOn, let cursor = answer.text(of: "next_cursor") { Output.note("More: --cursor \(cursor)") }
            return
        }
        let last = try await API().get(path + ["draft"])
        let body = body(after: last)
        if draft { return Output.result(asJSON: json.isOn, body, ReportText.one(body)) }
        let report = try await API().post(path, body)
        Output.result(asJSON: json.isOn, report, ReportText.one(report))
    }

    /// The report with what the last one said where nothing else is said.
    func body(after last: JSON) -> JSON {
        var body: JSONObject = [
            "conditions": .string(conditions ?? last.text(of: "conditions") ?? ""),
            "actions": .string(actions ?? last.text(of: "actions") ?? ""),
            "needs": .string(needs ?? last.text(of: "needs") ?? ""),
            "audience": .string(audience?.rawValue ?? last.text(of: "audience") ?? "participants"),
        ]
        body["author"] = author.map(JSON.string)
        return .object(body)
    }
}

/// Whom a report can be for.
enum ReportAudienceArgument: String, CaseIterable, ExpressibleByArgument {
    case participants, everybody
}
