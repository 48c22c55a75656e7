import JSON
import YAML

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

    init(file: String, place: YAMLPlace?, _ problem: String) {
        self.file = file
        line = place?.line
        column = place?.column
        self.problem = problem
    }

    /// What a decoder found at fault, at its place in the file.
    init(file: String, document: YAMLDocument, decoding error: JSONDecodingError) {
        self.init(
            file: file, place: document.place(of: error),
            "\(Self.words(error.path)): expected \(error.expected), found \(error.found)")
    }

    /// What cannot be read as YAML.
    init(_ error: YAMLError) { self.init(file: error.file, place: error.place, error.problem) }

    /// `/incident_types/0/commander` as `incident_types, entry 1, commander`.
    private static func words(_ path: JSONPointer) -> String {
        guard !path.tokens.isEmpty else { return "the file" }
        return path.tokens.map { token in Int(token).map { "entry \($0 + 1)" } ?? token }.joined(separator: ", ")
    }

    /// `FILE:LINE:COLUMN: PROBLEM.`, as compilers say it.
    public var description: String {
        let place = line.map { ":\($0)" + (column.map { ":\($0)" } ?? "") } ?? ""
        return "\(file)\(place): \(problem)."
    }
}
