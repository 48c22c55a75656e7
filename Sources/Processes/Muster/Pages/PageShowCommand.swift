import ArgumentParser
import Foundation
import JSON

struct PageShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows one page with each way that was tried.")

    @OptionGroup var page: PageArgument
    @OptionGroup var json: JSONOption

    func run() async throws {
        let answer = try await API().get(["pages", page.text])
        Output.result(asJSON: json.isOn, answer, PageText.one(answer))
    }
}
