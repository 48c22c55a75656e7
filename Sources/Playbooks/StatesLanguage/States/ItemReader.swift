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

extension DefinitionReader {
    mutating func itemReader(_ object: DefinitionObject, _ language: QueryLanguage) -> ItemReader? {
        guard let reader = self.object(object["ItemReader"], at: object.pointer("ItemReader")) else { return nil }
        let parameters = language == .jsonPath ? "Parameters" : "Arguments"
        require(["Resource"], in: reader)
        refuseUnknown(in: reader, besides: ["Resource", parameters, "ReaderConfig"])
        let resource = resource(reader, oneOf: ["s3:getObject", "s3:listObjectsV2"])
        let config = self.object(reader["ReaderConfig"], at: reader.pointer("ReaderConfig"))
        if let config { checkReader(config, language) }
        let maxItems = config.flatMap { integerField($0, "MaxItems", language, in: 0...100_000_000) }
        let template = template(reader, path: "Parameters", jsonata: "Arguments", language)
        guard let resource else { return nil }
        var members = config?.members ?? JSONObject()
        for key in ["MaxItems", "MaxItemsPath"] { members.removeValue(forKey: key) }
        return ItemReader(resource: resource, parameters: template, config: .object(members), maxItems: maxItems)
    }

    /// `ReaderConfig` (developer guide, "Contents of the ReaderConfig field").
    private mutating func checkReader(_ config: DefinitionObject, _ language: QueryLanguage) {
        let type = choice(config, "InputType", ["CSV", "JSON", "JSONL", "PARQUET", "MANIFEST"])
        var fields: Set<String> = ["InputType", "Transformation", "MaxItems"]
        if language == .jsonPath { fields.insert("MaxItemsPath") }
        switch type {
        case "CSV":
            fields.formUnion(["CSVHeaderLocation", "CSVHeaders", "CSVDelimiter"])
            checkCSV(config)
        case "JSON": fields.insert("ItemsPointer")
        case "MANIFEST":
            fields.insert("ManifestType")
            _ = choice(config, "ManifestType", ["S3_INVENTORY", "ATHENA_DATA"])
        default: break
        }
        _ = choice(config, "Transformation", ["NONE", "LOAD_AND_FLATTEN"])
        if let pointer = string(config, "ItemsPointer"), JSONPointer(pointer) == nil {
            report("Value is not a valid JSON Pointer", at: config.pointer("ItemsPointer"))
        }
        // Of a type that is none, nobody can say what it may have.
        if type != nil || config["InputType"] == nil { refuseUnknown(in: config, besides: fields) }
    }

    private mutating func checkCSV(_ config: DefinitionObject) {
        _ = choice(config, "CSVDelimiter", ["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"])
        let headers = elements(config, "CSVHeaders") ?? []
        for (index, header) in headers.enumerated() where header.stringValue == nil {
            expect("STRING", at: config.pointer("CSVHeaders").appending(index))
        }
        guard config["CSVHeaderLocation"] != nil else {
            return report("The field 'CSVHeaderLocation' is required", at: config.pointer)
        }
        if choice(config, "CSVHeaderLocation", ["FIRST_ROW", "GIVEN"]) == "GIVEN" {
            require(["CSVHeaders"], in: config)
        }
    }

    /// A resource that is one of the few which can do this.
    mutating func resource(_ object: DefinitionObject, oneOf allowed: [String]) -> TaskResource? {
        guard let text = string(object, "Resource") else { return nil }
        guard let resource = TaskResource(text),
            case .service(let service, let action, .requestResponse) = resource.target,
            allowed.contains("\(service):\(action)")
        else {
            let examples = allowed.map { "arn:<partition>:states:::\($0)" }.joined(separator: ", ")
            report(
                "The field 'Resource' does not match any of the allowed values. Examples: [\(examples)]",
                at: object.pointer("Resource"))
            return nil
        }
        return resource
    }
}
