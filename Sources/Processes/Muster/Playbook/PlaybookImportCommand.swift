import ArgumentParser
import JSON

struct PlaybookImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Applies the playbooks of a folder, such as a repository of SOCless, and says what their steps need.",
        discussion: """
            A playbook is any JSON or YAML file in it that has StartAt; of SOCless those are playbooks/*/playbook.json. One of SOCless
            is called what its "Playbook" says, others as their file, or as their folder when that is playbook.json. When one cannot
            run here, every problem is told and nothing is applied, unless --usable is given.
            """)

    @Argument(help: "The folder.")
    var folder: String

    @Flag(help: "Apply those that can run here, when others cannot.")
    var usable = false

    @Flag(help: "Say what there is and what it needs, and apply nothing. That needs no server.")
    var dryRun = false

    @OptionGroup var json: JSONOption

    func run() async throws {
        var found = PlaybookImport(try PlaybookFolder(folder))
        let applies = !dryRun && (usable || !found.hasProblems)
        if applies {
            let api = try API()
            var known: Set<String> = []
            var cursor: String?
            repeat {
                let page = try await api.get(["playbooks"], [("limit", "200"), ("cursor", cursor)])
                known.formUnion((page["items"]?.arrayValue ?? []).compactMap { $0["name"]?.stringValue })
                cursor = page.text(of: "next_cursor")
            } while cursor != nil
            let names = known
            try await found.carryOut { name in
                names.contains(name) ? try await api.get(["playbooks", name]) : nil
            } put: { name, body in
                try await api.put(["playbooks", name], body)
            }
        }
        Output.result(asJSON: json.isOn, found.json, found.text)
        if found.hasProblems, !dryRun, !usable { Output.note("Nothing was applied; --usable applies the others.") }
        if found.hasProblems, !usable { throw CommandFailure.told }
    }
}
