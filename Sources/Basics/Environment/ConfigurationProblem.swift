/// A value of the environment that cannot be used.
public struct ConfigurationProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The variable's whole name: `MUSTER_HTTP_PORT`.
    public var variable: String
    /// What is wrong with it and what helps, to be read after the name; without secrets.
    public var problem: String

    /// What is wrong with one variable.
    /// - Parameters:
    ///   - variable: its name, `MUSTER_…`.
    ///   - problem: to follow the name: "must be …". Holds no secret.
    public init(variable: String, problem: String) {
        self.variable = variable
        self.problem = problem
    }

    /// The sentence that a process stops with.
    public var description: String { "\(variable) \(problem)" }
}
