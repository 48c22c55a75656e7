import ArgumentParser
import Encodings
import Foundation
import JSON

/// Which page: the argument of commands that need one.
struct PageArgument: ParsableArguments {
    @Argument(help: "The id of the page, as `muster page list` shows it.", transform: MessageShowCommand.identifier)
    var id: UUID

    var text: String { UUIDText.string(from: id) }

    /// Has something done about the page, and tells what came of it.
    func decide(_ action: String, _ more: [(String, JSON)] = [], json: JSONOption) async throws {
        let body = JSON.object(JSONObject([("action", .string(action))] + more))
        let answer = try await API().post(["pages", text], body)
        let until = more.first { $0.0 == "until" }?.1.stringValue
        Output.result(asJSON: json.isOn, answer, PageText.decided(answer, snoozedUntil: until))
    }
}
