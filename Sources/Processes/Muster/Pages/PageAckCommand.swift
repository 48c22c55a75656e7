import ArgumentParser

struct PageAckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ack", abstract: "Takes the incident of a page: nobody else is paged.")

    @OptionGroup var page: PageArgument
    @OptionGroup var json: JSONOption

    func run() async throws {
        try await page.decide("acknowledge", json: json)
    }
}
