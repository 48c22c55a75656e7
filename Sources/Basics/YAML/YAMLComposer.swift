import Yams

/// Makes nodes of a text with Yams (6.2), whose errors become ours.
struct YAMLComposer {
    /// What errors call the file.
    let name: String
    /// Stands for the `*` of aliases while they are not resolved; a private character, so that no file has it by right.
    private static let mark: Character = "\u{E000}"

    func node(of text: String) throws(YAMLError) -> Node {
        guard text.contains("*") else { return try checked(try compose(text)) }
        // Yams hashes every key whole, aliases within it resolved: nine lines with an alias as a key would take years.
        // So that text is read first with its aliases as plain scalars, and keys that are none are refused.
        _ = try checked(try compose(String(text.map { $0 == "*" ? Self.mark : $0 })))
        return try compose(text)
    }

    private func compose(_ text: String) throws(YAMLError) -> Node {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch {
            throw self.error(error)
        }
        guard let node else { throw YAMLError(file: name, place: nil, "the file is empty") }
        return node
    }

    /// The node, when all its keys are scalars and none is an alias.
    private func checked(_ node: Node) throws(YAMLError) -> Node {
        switch node {
        case .scalar, .alias: break
        case .sequence(let sequence):
            for element in sequence { _ = try checked(element) }
        case .mapping(let mapping):
            for (key, value) in mapping {
                guard case .scalar(let scalar) = key, scalar.style != .plain || scalar.string.first != Self.mark else {
                    throw YAMLError(
                        file: name, place: key.mark.map(YAMLPlace.init), "a key must be plain text")
                }
                _ = try checked(value)
            }
        }
        return node
    }

    /// What YAML itself does not allow.
    private func error(_ error: any Error) -> YAMLError {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            YAMLError(
                file: name, place: YAMLPlace(mark),
                "this is not YAML: \(problem). Check the indentation and the quotes here and in the line before")
        case .duplicatedKeysInMapping(let keys, let context):
            YAMLError(
                file: name, place: YAMLPlace(context.mark),
                "\(keys.sorted().map { "`\($0)`" }.joined(separator: ", ")) stands here twice. Keep one of them")
        default:
            YAMLError(file: name, place: nil, "this is not YAML in UTF-8")
        }
    }
}

extension YAMLPlace {
    init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }
}
