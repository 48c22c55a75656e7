import ArgumentParser
import Curl
import Foundation

struct FileGetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "get", abstract: "Writes a file of a folder to standard output, or to a file here.")

    @Argument(help: "The folder's id.")
    var folder: String

    @Argument(help: "The file's name.")
    var name: String

    @Option(help: "The file here.")
    var output: String?

    func run() async throws {
        let response = try await API().send("GET", ["files", folder, name], maximumResponseBytes: 64 << 20)
        guard let output else {
            FileHandle.standardOutput.write(Data(response.body))
            return
        }
        do {
            try Data(response.body).write(to: URL(fileURLWithPath: output))
        } catch {
            throw CommandFailure("\(output) cannot be written. Check that you may write there.")
        }
    }
}
