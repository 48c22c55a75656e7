import ArgumentParser

struct FileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "file", abstract: "Keeps files in Muster's own storage, over HTTP.",
        subcommands: [FilePutCommand.self, FileGetCommand.self, FileListCommand.self])
}
