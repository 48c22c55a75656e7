/// Why a text is no YAML that can be read as JSON, with the file's name and the place.
public struct YAMLError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The name by which it was read.
    public let file: String
    /// The place at fault; `nil` when the whole file is.
    public let place: YAMLPlace?
    /// What is wrong, without a full stop.
    public let problem: String

    init(file: String, place: YAMLPlace?, _ problem: String) {
        self.file = file
        self.place = place
        self.problem = problem
    }

    /// One line: `file.yaml:3:5: what is wrong.`
    public var description: String {
        "\(file)\(place.map { ":\($0.line):\($0.column)" } ?? ""): \(problem)."
    }
}
