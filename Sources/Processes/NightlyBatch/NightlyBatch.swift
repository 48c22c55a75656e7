import ArgumentParser
import Encodings
import Environment
import Forecast
import Foundation
import Incident
import JSON
import Logging
import NightDesk
import Nights
import Postgres

/// The batch: everything that it does is of ``NightDesk``.
struct NightlyBatch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "muster-nightly",
        abstract:
            "Computes costs, metrics and forecasts of a day that is over, and ends. Run again, it changes nothing.",
        version: MusterVersion.current.description)

    /// What cannot be begun with.
    struct Unusable: Error, CustomStringConvertible {
        let description: String
    }

    @Option(
        help: ArgumentHelp(
            "The day, such as 2026-11-28. Without it, yesterday, and nights that were missed are made up for.",
            valueName: "date"))
    var day = "yesterday"

    @Flag(help: "Computes nothing; prints in how many seconds a night is due: 0 when the last one is not whole.")
    var due = false

    /// Does it.
    func status() async throws -> Int32 {
        let wanted = try wantedDay()
        let client = PostgresClient(configuration: try connections(), logger: Self.logger)
        let running = Task { try await client.run() }
        defer { running.cancel() }
        if due { return try await sayWhenDue(client) }
        let isWatched = Terminal.columns(of: 2, environment: [:]) != nil
        let copies = WorstDayFolder(ProcessInfo.processInfo.environment)
        let report = try await NightRun(database: client, copies: copies) { if isWatched { Self.show($0) } }.run(wanted)
        Self.print(report.json.text())
        return report.isWhole ? 0 : 1
    }

    private func wantedDay() throws -> Day? {
        if day == "yesterday" { return nil }
        guard let wanted = Day(day) else {
            throw Unusable(description: "--day is a date such as 2026-11-28, or yesterday: \(day)")
        }
        return wanted
    }

    private func connections() throws -> PostgresConfiguration {
        do {
            guard let url = try EnvironmentVariables.process.secret("MUSTER_DATABASE_URL") else {
                throw Unusable(
                    description:
                        "MUSTER_DATABASE_URL is not set; set it, or MUSTER_DATABASE_URL_FILE to a file that holds it")
            }
            return try NightRun.connections(to: url, applicationName: MusterVersion.applicationName(of: "nightly"))
        } catch let problem as ConfigurationProblem {
            throw Unusable(description: problem.description)
        }
    }

    private func sayWhenDue(_ client: PostgresClient) async throws -> Int32 {
        Self.print("\(try await NightStatus.secondsUntilDue(settings: .load(from: client), from: client))")
        return 0
    }

    /// What is lost of connections and the like, for whoever looks why a night has failed.
    private static let logger: Logger = {
        var logger = Logger(label: "muster-nightly") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .error
        return logger
    }()

    private static func show(_ event: NightRun.Event) {
        write("\r\u{1B}[K\(event)" + (event.isEnd ? "\n" : ""), to: .standardError)
    }

    static func say(_ line: String) { write(line + "\n", to: .standardError) }

    private static func print(_ line: String) { write(line + "\n", to: .standardOutput) }

    private static func write(_ text: String, to handle: FileHandle) { handle.write(Data(text.utf8)) }
}
