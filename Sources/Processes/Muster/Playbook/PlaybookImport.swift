import JSON
import Playbooks

/// What becomes of the playbooks of a folder: each with its problems, or with who must be there for it, and the version that it is.
struct PlaybookImport: Sendable {
    let folder: PlaybookFolder
    /// What the server answered, by name.
    private(set) var versions: [String: JSON] = [:]

    init(_ folder: PlaybookFolder) { self.folder = folder }

    /// Those that can run here.
    var usable: [PlaybookFolder.Entry] {
        folder.entries.filter { entry in
            if case .success = entry.playbook { true } else { false }
        }
    }

    /// Whether there are some that cannot.
    var hasProblems: Bool { usable.count < folder.entries.count }

    /// Applies those that can run. The schema of a current version holds for the next one as well.
    mutating func carryOut(
        current: (_ name: String) async throws -> JSON?, put: (_ name: String, _ body: JSON) async throws -> JSON
    ) async throws {
        for entry in usable {
            var body: JSONObject = ["text": .string(entry.text), "file": .string(String(entry.file.suffix(200)))]
            if let schema = try await current(entry.name)?["input_schema"], schema != .null {
                body["input_schema"] = schema
            }
            versions[entry.name] = try await put(entry.name, .object(body))
        }
    }

    /// `playbooks`, each with `name`, `file`, `ok`, `problems`, `integrations` and `version` with `created`, and `outside`: the
    /// integrations that are somebody else's.
    var json: JSON {
        [
            "playbooks": .array(
                folder.entries.map { entry in
                    let version = versions[entry.name]
                    var object: JSONObject = [
                        "name": .string(entry.name), "file": .string(entry.file),
                        "version": version?["version"] ?? .null,
                        "created": version?["created"] ?? false,
                    ]
                    switch entry.playbook {
                    case .success(let playbook):
                        object["ok"] = true
                        object["problems"] = []
                        object["integrations"] = PlaybookNeeds(playbook).json
                    case .failure(let report):
                        object["ok"] = false
                        object["problems"] = report.json["problems"]
                        object["integrations"] = []
                    }
                    return .object(object)
                }),
            "outside": .array(outside.map(JSON.string)),
        ]
    }

    private var outside: [String] {
        var names: Set<String> = []
        for entry in folder.entries {
            if case .success(let playbook) = entry.playbook {
                names.formUnion(PlaybookNeeds(playbook).outside.map(\.name))
            }
        }
        return names.sorted()
    }

    /// For people.
    var text: String {
        var listing = Listing("PLAYBOOK", "FILE", "IS", "ASKS OUTSIDE")
        var problems: [String] = []
        for entry in folder.entries {
            switch entry.playbook {
            case .success(let playbook):
                let needs = PlaybookNeeds(playbook).outside.map { "\($0.name) (\($0.states.count))" }
                listing.add(
                    entry.name, entry.file, outcome(of: entry.name), needs.isEmpty ? nil : needs.joined(separator: ", ")
                )
            case .failure(let report):
                listing.add(entry.name, entry.file, "refused", nil)
                problems.append(report.description)
            }
        }
        let needed =
            outside.isEmpty
            ? [] : ["Somebody must consume for: \(outside.map { "task.\($0)" }.joined(separator: ", "))."]
        return ([listing.text(empty: "")] + problems + needed).joined(separator: "\n")
    }

    private func outcome(of name: String) -> String {
        guard let version = versions[name] else { return "usable" }
        let number = version.text(of: "version") ?? "–"
        return version["created"] == true ? "version \(number) now" : "version \(number) already"
    }
}
