import JSON

/// What the services' APIs answer, as far as mocked results are compared with it (developer guide, "Validating mocked
/// results").
///
/// Models are kept as text, a line each: `putEvents @PutEventsResponse` for an action and
/// `@PutEventsResponse Entries:[@Entry,FailedEntryCount:n` for a structure. Types are `s`tring, `n`umber, `b`oolean,
/// `[` list of, `{` map of, `@` structure, `?` anything; `!` after a name means required, `<1~80>` bounds the value or
/// the length, `|` begins the values that are allowed.
enum ServiceModel {
    /// What is wrong with a mocked result; `nil` when nothing is, or no model is known.
    static func fault(
        in result: JSON, of resource: TaskResource, mode: TestStateRequest.FieldValidationMode
    ) -> String? {
        guard mode != .none, case .service(let service, let action, let pattern) = resource.target else { return nil }
        var name = service
        if name.hasPrefix("aws-sdk:") { name.removeFirst("aws-sdk:".count) }
        guard let model = models[aliases[name] ?? name].map(ShapeTable.init) else { return nil }
        // What `.sync` gives is the description of the job that was started.
        let isJob = name == "states" && (pattern == .sync || pattern == .sync2)
        guard let shape = model.shapes[isJob ? "describeExecution" : action] else { return nil }
        return model.fault(in: result, shape[...], field: nil, isStrict: mode == .strict)
    }

    private static let aliases = ["sfn": "states", "eventbridge": "events", "cloudwatchlogs": "logs"]

    private static let models: [String: String] = [
        "lambda": lambda,
        "states": states,
        "events": events,
        "sqs": sqs,
        "sns": sns,
        "dynamodb": dynamoDB,
        "s3": s3,
        "kms": kms,
        "batch": batch,
        "glue": glue,
        "athena": athena,
        "secretsmanager": secretsManager,
        "ssm": ssm,
        "sts": sts,
        "cloudwatch": cloudWatch,
        "logs": logs,
        "bedrock": bedrock,
        "kinesis": kinesis,
        "firehose": firehose,
        "ses": ses,
        "sesv2": sesv2,
    ]
}

/// A model, read.
private struct ShapeTable {
    let shapes: [String: String]

    init(_ text: String) {
        var shapes: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            shapes[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
        }
        self.shapes = shapes
    }

    func fault(in value: JSON, _ shape: Substring, field: String?, isStrict: Bool) -> String? {
        let name = field ?? ""
        switch shape.first {
        case "@":
            guard let members = shapes[String(shape)] else { return nil }
            guard case .object(let object) = value else { return "Field '\(name)' must be an object" }
            return fault(in: object, members, isStrict)
        case "[":
            guard case .array(let elements) = value else { return "Field '\(name)' must be an array" }
            return elements.lazy.compactMap { fault(in: $0, shape.dropFirst(), field: field, isStrict: isStrict) }.first
        case "{":
            guard case .object(let object) = value else { return "Field '\(name)' must be an object" }
            return object.lazy.compactMap { fault(in: $0.value, shape.dropFirst(), field: field, isStrict: isStrict) }
                .first
        case "s": return fault(of: name, text: value, shape)
        case "n": return fault(of: name, number: value, shape)
        case "b": return value.boolValue == nil ? "Field '\(name)' must be a boolean" : nil
        default: return nil
        }
    }

    private func fault(in object: JSONObject, _ members: String, _ isStrict: Bool) -> String? {
        var types: [Substring: Substring] = [:]
        for member in members.split(separator: ",") {
            let parts = member.split(separator: ":", maxSplits: 1)
            let key = parts[0].hasSuffix("!") ? parts[0].dropLast() : parts[0]
            types[key] = parts.count > 1 ? parts[1] : ""
            if isStrict, key.count < parts[0].count, object[String(key)] == nil {
                return "Required field '\(key)' is missing"
            }
        }
        for (key, value) in object {
            // Fields that the model does not know may come with a later version of the service.
            guard let type = types[key[...]] else { continue }
            if let fault = fault(in: value, type, field: key, isStrict: isStrict) { return fault }
        }
        return nil
    }

    private func fault(of name: String, text value: JSON, _ shape: Substring) -> String? {
        guard case .string(let text) = value else { return "Field '\(name)' must be a string" }
        let allowed = shape.split(separator: "|").dropFirst()
        if !allowed.isEmpty, !allowed.contains(text[...]) { return "Field '\(name)' is not an expected value" }
        let bounds = Self.bounds(of: shape)
        let length = Double(text.unicodeScalars.count)
        if let least = bounds.least, length < least { return "Field '\(name)' is smaller than the minimum length" }
        if let most = bounds.most, length > most { return "Field '\(name)' exceeds the maximum length" }
        return nil
    }

    private func fault(of name: String, number value: JSON, _ shape: Substring) -> String? {
        guard let number = value.doubleValue else { return "Field '\(name)' must be a number" }
        let bounds = Self.bounds(of: shape)
        if let least = bounds.least, number < least { return "Field '\(name)' is less than the minimum value" }
        if let most = bounds.most, number > most { return "Field '\(name)' exceeds the maximum value" }
        return nil
    }

    private static func bounds(of shape: Substring) -> (least: Double?, most: Double?) {
        guard let open = shape.firstIndex(of: "<"), shape.last == ">" else { return (nil, nil) }
        let parts = shape[shape.index(after: open)...].dropLast().split(
            separator: "~", omittingEmptySubsequences: false)
        return (Double(parts[0]), parts.count > 1 ? Double(parts[1]) : nil)
    }
}
