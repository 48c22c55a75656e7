import ArgumentParser

struct IncidentRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Takes somebody out of an incident, and out of its places.")

    @OptionGroup var departure: DepartureArguments

    func run() async throws { try await departure.perform(isRemoval: true) }
}
