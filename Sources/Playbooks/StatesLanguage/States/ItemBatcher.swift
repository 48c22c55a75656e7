import JSON

/// `ItemBatcher`: how many items one child execution gets.
struct ItemBatcher: Sendable {
    let maxItemsPerBatch: ValueField?
    let maxInputBytesPerBatch: ValueField?
    /// What every batch gets besides its items.
    let batchInput: Template?
}

extension DefinitionReader {
    mutating func itemBatcher(_ object: DefinitionObject, _ language: QueryLanguage) -> ItemBatcher? {
        guard let batcher = self.object(object["ItemBatcher"], at: object.pointer("ItemBatcher")) else { return nil }
        var fields = ["MaxItemsPerBatch", "MaxInputBytesPerBatch"]
        if language == .jsonPath { fields += fields.map { "\($0)Path" } }
        refuseUnknown(in: batcher, besides: Set(fields + ["BatchInput"]))
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
}
