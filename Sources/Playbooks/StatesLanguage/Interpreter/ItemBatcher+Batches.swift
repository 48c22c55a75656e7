import JSON

extension ItemBatcher {
    /// The inputs of the children: `{"BatchInput": …, "Items": […]}` with as many items each as may be.
    func batches(of items: [JSON], _ input: JSON, _ evaluator: inout Evaluator) throws(StateError) -> [JSON] {
        let most = try maxItemsPerBatch?.integer("MaxItemsPerBatch", in: input, &evaluator) ?? .max
        let bytes = try maxInputBytesPerBatch?.integer("MaxInputBytesPerBatch", in: input, &evaluator) ?? .max
        guard most > 0, bytes > 0 else { throw .runtime("The size of a batch must be a positive number.") }
        let shared = try batchInput?.value(in: input, &evaluator)
        let frame = payloadSize(batch([], shared))
        var batches: [JSON] = []
        var batch: [JSON] = []
        var size = frame
        for item in items {
            let itemSize = payloadSize(item) + 1
            if !batch.isEmpty, Int64(batch.count) >= most || Int64(size + itemSize) > bytes {
                batches.append(self.batch(batch, shared))
                batch = []
                size = frame
            }
            batch.append(item)
            size += itemSize
        }
        if !batch.isEmpty { batches.append(self.batch(batch, shared)) }
        return batches
    }

    private func batch(_ items: [JSON], _ shared: JSON?) -> JSON {
        var object = JSONObject()
        if let shared { object["BatchInput"] = shared }
        object["Items"] = .array(items)
        return .object(object)
    }
}
