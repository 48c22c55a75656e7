public import JSON

/// What a parameter became.
public struct ResolvedParameter: Sendable, Hashable {
    /// The value; `nil` when it is one that JSON has no form for (a function, bytes, NaN), which only the recorded
    /// behaviour lets through.
    public let value: JSON?
    /// The name of its type in Python: `str`, `int`, `dict`, `NoneType`.
    public let pythonType: String
    /// As Python prints it (`repr`), where there is no JSON.
    public let representation: String?
    /// What SOCless logs and goes on: templates that do not parse, which become literal text.
    public let warnings: [String]
}
