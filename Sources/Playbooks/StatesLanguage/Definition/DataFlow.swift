import QueryLanguages

/// The fields that say what of its input a state sees and what of its result goes on (specification, "Input and Output
/// Processing").
struct DataFlow: Sendable {
    var inputPath = PathField.whole
    /// `Parameters` or `Arguments`.
    var parameters: Template?
    var resultSelector: PayloadTemplate?
    var resultPath = ResultPathField.replace
    var outputPath = PathField.whole
    /// `Output` of the JSONata query language.
    var output: JSONataTemplate?
    var assign: Template?
}

/// `InputPath` or `OutputPath`.
enum PathField: Sendable, Hashable {
    /// Absent, or `$`.
    case whole
    /// `null`: nothing, which is an empty object.
    case nothing
    case path(JSONPath)
}

/// `ResultPath`.
enum ResultPathField: Sendable, Hashable {
    /// Absent, or `$`: the result alone goes on.
    case replace
    /// `null`: the input alone goes on.
    case discard
    /// The result goes into the input at that place.
    case insert(ReferencePath, text: String)
}
