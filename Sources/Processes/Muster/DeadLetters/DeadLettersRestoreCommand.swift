import ArgumentParser
import Operations

struct DeadLettersRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Takes letters back that were discarded; they wait again.")

    @OptionGroup var action: LetterActionArguments

    func run() async throws {
        try await action.perform(.restore, "restored") {
            "\(Wording.count($0, "letter")) \($0 == 1 ? "waits" : "wait") again."
        }
    }
}
