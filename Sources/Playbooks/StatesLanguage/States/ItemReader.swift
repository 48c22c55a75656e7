import JSON

/// `ItemReader`: where a distributed Map gets its items from.
struct ItemReader: Sendable {
    let resource: TaskResource
    /// `Parameters` or `Arguments`.
    let parameters: Template?
    /// `ReaderConfig` but for the limit.
    let config: JSON
    let maxItems: ValueField?
}

/// `ItemBatcher`: how many items one child execution gets.
struct ItemBatcher: Sendable {
    let maxItemsPerBatch: ValueField?
    let maxInputBytesPerBatch: ValueField?
    /// What every batch gets besides its items.
    let batchInput: Template?
}

/// `ResultWriter`: where the results of a distributed Map go.
struct ResultWriter: Sendable {
    let resource: TaskResource?
    let parameters: Template?
    let config: JSON
}

extension DefinitionReader {
    mutating func itemReader(_ object: DefinitionObject, _ language: QueryLanguage) -> ItemReader? {
        guard let reader = self.object(object["ItemReader"], at: object.pointer("ItemReader")) else { return nil }
        require(["Resource"], in: reader)
        warnUnknown(in: reader, besides: ["Resource", "Parameters", "Arguments", "ReaderConfig"])
        guard let resource = resource(reader) else { return nil }
        let config = self.object(reader["ReaderConfig"], at: reader.pointer("ReaderConfig"))
        var members = config?.members ?? JSONObject()
        for key in ["MaxItems", "MaxItemsPath"] { members.removeValue(forKey: key) }
        return ItemReader(
            resource: resource, parameters: template(reader, path: "Parameters", jsonata: "Arguments", language),
            config: .object(members),
            maxItems: config.flatMap { integerField($0, "MaxItems", language, in: 0...100_000_000) })
    }

    mutating func itemBatcher(_ object: DefinitionObject, _ language: QueryLanguage) -> ItemBatcher? {
        guard let batcher = self.object(object["ItemBatcher"], at: object.pointer("ItemBatcher")) else { return nil }
        let fields = ["MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"]
        warnUnknown(in: batcher, besides: Set(fields + ["BatchInput"]))
        if fields.allSatisfy({ batcher[$0] == nil }) {
            report(
                "At least one of these fields is required: [MaxItemsPerBatch, MaxInputBytesPerBatch]",
                at: batcher.pointer)
        }
        return ItemBatcher(
            maxItemsPerBatch: integerField(batcher, "MaxItemsPerBatch", language, in: 1...100_000_000),
            maxInputBytesPerBatch: integerField(batcher, "MaxInputBytesPerBatch", language, in: 1...262_144),
            batchInput: template(batcher, path: "BatchInput", jsonata: "BatchInput", language))
    }

    mutating func resultWriter(_ object: DefinitionObject, _ language: QueryLanguage) -> ResultWriter? {
        guard let writer = self.object(object["ResultWriter"], at: object.pointer("ResultWriter")) else { return nil }
        warnUnknown(in: writer, besides: ["Resource", "Parameters", "Arguments", "WriterConfig"])
        return ResultWriter(
            resource: writer["Resource"] == nil ? nil : resource(writer),
            parameters: template(writer, path: "Parameters", jsonata: "Arguments", language),
            config: writer["WriterConfig"] ?? .object(JSONObject()))
    }

    private mutating func resource(_ object: DefinitionObject) -> TaskResource? {
        guard let text = string(object, "Resource") else { return nil }
        guard let resource = TaskResource(text) else {
            report("Value is not a valid resource ARN", at: object.pointer("Resource"))
            return nil
        }
        return resource
    }
}
