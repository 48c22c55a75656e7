import ArgumentParser
import Foundation
import JSON

struct PlaybookAnswerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Answers a step that waits for whoever has its token. The first answer counts."
    )

    @Argument(
        help: """
            The token that came with the question; @FILE reads it from there, @- from standard input, so that no listing of \
            processes shows it.
            """)
    var token: String

    @Option(help: "What the step comes to, as JSON; @FILE reads it from there.", transform: JSONArgument.parse)
    var output: JSON?

    @Option(help: "In place of an output: the name of the error that the step failed with.")
    var error: String?

    @Option(help: "What happened, with --error.")
    var cause: String?

    @OptionGroup var json: JSONOption

    func validate() throws {
        guard (output == nil) != (error == nil && cause == nil) else {
            throw ValidationError("Give either --output, or --error and --cause.")
        }
    }

    /// The token that an argument is or names.
    static func token(_ argument: String) throws -> String {
        guard argument.hasPrefix("@") else { return argument }
        return try ArgumentFile.text(String(argument.dropFirst())).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func run() async throws {
        var body: JSONObject = ["token": .string(try Self.token(token))]
        if let output { body["output"] = output }
        if let error { body["error"] = .string(error) }
        if let cause { body["cause"] = .string(cause) }
        let answer = try await API().post(["answers"], .object(body))
        Output.result(asJSON: json.isOn, answer, PlaybookText.answered(answer))
    }
}
