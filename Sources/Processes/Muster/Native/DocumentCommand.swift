import ArgumentParser

struct DocumentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "document", abstract: "Reads and edits Muster's own documents and sheets, over HTTP.",
        subcommands: [
            DocumentShowCommand.self, DocumentEditCommand.self, DocumentVersionsCommand.self,
            DocumentCommentCommand.self, DocumentCommentsCommand.self, DocumentResolveCommand.self,
        ])
}
