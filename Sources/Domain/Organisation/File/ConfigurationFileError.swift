import JSON
import Yams

/// Why a configuration file cannot be applied, with the file's name and the line.
public struct ConfigurationFileError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name by which it was read.
    public let file: String
    /// The line at fault, counted from 1; `nil` when the whole file is.
    public let line: Int?
    /// The character in the line, counted from 1.
    public let column: Int?
    /// What is wrong.
    public let problem: String

    init(file: String, place: YAMLDocument.Place?, _ problem: String) {
        self.file = file
        line = place?.line
        column = place?.column
        self.problem = problem
    }

    /// What a decoder found at fault, at its place in the file.
    init(file: String, document: YAMLDocument, decoding error: JSONDecodingError) {
        self.init(
            file: file, place: document.place(of: Self.place(of: error, in: document.root)),
            "\(Self.words(error.path)): expected \(error.expected), found \(error.found)")
    }

    /// What YAML itself does not allow.
    init(file: String, yaml error: any Error) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(
                file: file, place: YAMLDocument.Place(line: mark.line, column: mark.column),
                "this is not YAML: \(problem). Check the indentation and the quotes here and in the line before")
        case .duplicatedKeysInMapping(let keys, let context):
            self.init(
                file: file, place: YAMLDocument.Place(line: context.mark.line, column: context.mark.column),
                "\(keys.sorted().map { "`\($0)`" }.joined(separator: ", ")) stands here twice. Keep one of them")
        default:
            self.init(file: file, place: nil, "this is not YAML in UTF-8")
        }
    }

    /// The error of an unknown member stands at the object; the line of the member itself helps more.
    private static func place(of error: JSONDecodingError, in root: JSON) -> JSONPointer {
        let members = root[pointer: error.path]?.objectValue?.keys ?? []
        guard error.found.hasPrefix("also "),
            let member = members.filter({ error.found.contains($0) }).max(by: { $0.count < $1.count })
        else { return error.path }
        return error.path.appending(member)
    }

    /// `/incident_types/0/commander` as `incident_types, entry 1, commander`.
    private static func words(_ path: JSONPointer) -> String {
        guard !path.tokens.isEmpty else { return "the file" }
        return path.tokens.map { token in Int(token).map { "entry \($0 + 1)" } ?? token }.joined(separator: ", ")
    }

    public var description: String {
        let place = line.map { ":\($0)" + (column.map { ":\($0)" } ?? "") } ?? ""
        return "\(file)\(place): \(problem)."
    }
}
