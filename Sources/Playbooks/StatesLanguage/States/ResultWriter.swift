import JSON

/// `ResultWriter`: in what form the results of a distributed Map go on, and where they go.
struct ResultWriter: Sendable {
    /// What the results become before they go anywhere (developer guide, "Contents of the WriterConfig field").
    enum Transformation: String, Sendable, CaseIterable {
        /// The outputs of the children, with what is known of each child, where they are written; else as `compact`.
        case none = "NONE"
        /// The outputs of the children, in their order.
        case compact = "COMPACT"
        /// As `compact`, but the elements of outputs that are arrays instead of the arrays.
        case flatten = "FLATTEN"
    }

    let resource: TaskResource?
    let parameters: Template?
    let config: JSON
    let transformation: Transformation
}

extension ResultWriter.Transformation {
    /// The results in this form.
    func apply(to results: [JSON]) -> [JSON] {
        guard self == .flatten else { return results }
        return results.flatMap { $0.arrayValue ?? [$0] }
    }
}

extension DefinitionReader {
    mutating func resultWriter(_ object: DefinitionObject, _ language: QueryLanguage) -> ResultWriter? {
        guard let writer = self.object(object["ResultWriter"], at: object.pointer("ResultWriter")) else { return nil }
        let parameters = language == .jsonPath ? "Parameters" : "Arguments"
        refuseUnknown(in: writer, besides: ["Resource", parameters, "WriterConfig"])
        if writer["WriterConfig"] == nil || writer["Resource"] != nil || writer[parameters] != nil {
            require(["Resource", parameters], in: writer)
        }
        let config = self.object(writer["WriterConfig"], at: writer.pointer("WriterConfig"))
        let transformation = config.flatMap { self.transformation($0) }
        return ResultWriter(
            resource: writer["Resource"] == nil ? nil : resource(writer, oneOf: ["s3:putObject"]),
            parameters: template(writer, path: "Parameters", jsonata: "Arguments", language),
            config: writer["WriterConfig"] ?? .object(JSONObject()), transformation: transformation ?? .none)
    }

    private mutating func transformation(_ config: DefinitionObject) -> ResultWriter.Transformation? {
        refuseUnknown(in: config, besides: ["Transformation", "OutputType"])
        require(["Transformation", "OutputType"], in: config)
        _ = choice(config, "OutputType", ["JSON", "JSONL"])
        let name = choice(config, "Transformation", ResultWriter.Transformation.allCases.map(\.rawValue))
        return name.flatMap { ResultWriter.Transformation(rawValue: $0) }
    }
}
