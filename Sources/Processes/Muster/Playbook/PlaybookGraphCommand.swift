import ArgumentParser
import JSON
import Playbooks

struct PlaybookGraphCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "graph", abstract: "Draws a playbook: states from top to bottom, branches side by side.")

    /// What a graph is written as.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case mermaid, svg
    }

    @OptionGroup var playbook: PlaybookFile
    @Option(help: "mermaid for code hosts, svg for people.")
    var format = Format.mermaid
    @Option(name: .shortAndLong, help: ArgumentHelp("Write there instead of standard output.", valueName: "file"))
    var output: String?
    @OptionGroup var json: JSONOption

    func run() async throws {
        let graph = PlaybookGraph(try playbook.read())
        let text = format == .svg ? graph.svg : graph.mermaid
        guard let output else {
            return Output.result(
                asJSON: json.isOn, ["format": .string(format.rawValue), "graph": .string(text)], text)
        }
        try ArgumentFile.write(text, to: output)
        Output.result(
            asJSON: json.isOn, ["format": .string(format.rawValue), "file": .string(output)], "Wrote \(output).")
    }
}
