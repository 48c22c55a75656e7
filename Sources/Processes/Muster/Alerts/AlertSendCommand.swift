import ArgumentParser
import Foundation
import Incident
import JSON

struct AlertSendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Sends an alert, or a file of them in the format of any sender.")

    @Option(help: "What is wrong, in a line.")
    var title: String?

    @Option(help: "What tells this alert from others; made up otherwise.")
    var dedupKey: String?

    @Option(help: "critical, error, warning or info.", transform: Self.severity)
    var severity = AlertSeverity.error

    @Option(help: "What is known.")
    var description: String?

    @Option(name: .customLong("label"), help: "KEY=VALUE; may be given several times.")
    var labels: [String] = []

    @Flag(help: "It is over: resolves the open alert of the key.")
    var resolve = false

    @Option(help: "A file with alerts as JSON; - reads standard input.")
    var file: String?

    @Option(help: "What the file is written in: native, cloudevents, or the product that sends it.")
    var format: AlertFormatArgument = .native

    @Flag(help: "An exercise: everything runs and is marked, and only the drill contacts are paged.")
    var drill = false

    @Flag(help: "Only says what would become of it.")
    var dryRun = false

    @OptionGroup var json: JSONOption

    /// In capitals or not, as every door takes it.
    private static func severity(_ text: String) throws -> AlertSeverity {
        guard let severity = AlertSeverity(rawValue: text.lowercased()) else {
            throw ValidationError(
                "--severity is one of \(AlertSeverity.allCases.map(\.rawValue).joined(separator: ", ")), and not \(Plain.line(text))."
            )
        }
        return severity
    }

    func validate() throws {
        guard (title != nil) != (file != nil) || (resolve && dedupKey != nil && file == nil) else {
            throw ValidationError("Give either --title, or --file; or --resolve with --dedup-key.")
        }
        guard format == .native || file != nil else {
            throw ValidationError("--format \(format.rawValue) is for a --file; an alert by --title is native.")
        }
        for label in labels where !label.contains("=") {
            throw ValidationError("--label \(Plain.line(label)) must be KEY=VALUE.")
        }
    }

    func body() throws -> JSON {
        if let file { return try AlertFile.read(file) }
        var alert: JSONObject = ["severity": .string(severity.rawValue)]
        alert["title"] = title.map(JSON.string)
        alert["dedup_key"] = dedupKey.map(JSON.string)
        alert["description"] = description.map(JSON.string)
        if resolve { alert["action"] = "resolve" }
        if !labels.isEmpty { alert["labels"] = .object(JSONObject(labels.map(Self.label))) }
        return .object(alert)
    }

    private static func label(_ text: String) -> (String, JSON) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), .string(String(parts[parts.count - 1])))
    }

    func run() async throws {
        let body = try body()
        let answer = try await API().post(
            format.path, body, query: [("dry_run", dryRun ? "true" : nil)], type: format.contentType(of: body),
            isDrill: drill)
        Output.result(asJSON: json.isOn || dryRun, answer, AlertText.answer(answer, resolving: resolve))
        if let rejected = answer["rejected"]?.arrayValue, !rejected.isEmpty { throw CommandFailure.told }
    }
}
