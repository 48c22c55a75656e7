import ArgumentParser
import JSON

struct PageReassignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reassign", abstract: "Pages somebody else first, and begins the steps again.")

    @OptionGroup var page: PageArgument

    @Option(help: "A mail address, or the name of a schedule or rota.")
    var to: String

    @OptionGroup var json: JSONOption

    func run() async throws {
        try await page.decide("reassign", [("to", .string(to))], json: json)
    }
}
