/// Why a playbook was not compiled: all of its problems, in the order of the playbook.
public struct SoclessError: Error, Sendable, Hashable {
    /// At least one.
    public let problems: [SoclessProblem]

    /// The error of these problems, at least one.
    public init(_ problems: [SoclessProblem]) { self.problems = problems }
}

extension SoclessError: CustomStringConvertible {
    /// A line per problem, safe to show to whoever wrote the playbook.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
