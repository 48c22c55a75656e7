import ArgumentParser
import Foundation
import JSON

struct PageSnoozeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snooze", abstract: "Pages nobody for a while; then the steps begin again.")

    @OptionGroup var page: PageArgument

    @Option(
        name: .customLong("for"), help: "RFC 3339, or a span from now on such as 30m; at most seven days.",
        transform: OnCallTime.parse)
    var until: Date

    @OptionGroup var json: JSONOption

    func run() async throws {
        try await page.decide("snooze", [("until", until.json)], json: json)
    }
}
