import ArgumentParser

struct PageEscalateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "escalate", abstract: "Takes the next step of the policy now.")

    @OptionGroup var page: PageArgument
    @OptionGroup var json: JSONOption

    func run() async throws {
        try await page.decide("escalate", json: json)
    }
}
