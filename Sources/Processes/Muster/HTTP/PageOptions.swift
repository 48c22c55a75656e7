import ArgumentParser

/// Which part of a list.
struct PageOptions: ParsableArguments {
    @Option(help: "Entries at most, 1 to 200.")
    var limit = 50

    @Option(help: "The next_cursor of the page before.")
    var cursor: String?

    func validate() throws {
        guard (1...200).contains(limit) else { throw ValidationError("--limit must be from 1 to 200.") }
    }

    var query: [(String, String?)] { [("limit", String(limit)), ("cursor", cursor)] }
}
