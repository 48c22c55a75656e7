import ArgumentParser

struct PageResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Says that the incident needs nobody any more.")

    @OptionGroup var page: PageArgument
    @OptionGroup var json: JSONOption

    func run() async throws {
        try await page.decide("resolve", json: json)
    }
}
