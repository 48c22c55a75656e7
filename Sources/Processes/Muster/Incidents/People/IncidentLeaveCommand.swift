import ArgumentParser

struct IncidentLeaveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave", abstract: "Says that somebody takes no part in an incident any more.")

    @OptionGroup var departure: DepartureArguments

    func run() async throws { try await departure.perform(isRemoval: false) }
}
