import DequeModule
public import JSON

// How an execution is stored between two steps.
extension Execution: JSONEncodable, JSONDecodable {
    /// Everything that is needed to go on.
    public var json: JSON {
        var object = JSONObject(minimumCapacity: 12)
        object["version"] = 1
        object["status"] = .string(status.rawValue)
        object["context"] = context.stored
        object["seed"] = .string(randomness.seed)
        object["drawn"] = .int(randomness.drawn)
        object["last_event"] = .int(lastEventID)
        object["last_id"] = .int(lastID)
        object["strands"] = .array(strands.keys.sorted().compactMap { strands[$0]?.json })
        object["ready"] = .array(ready.map { .int($0) })
        object["pending"] = .array(
            pending.keys.sorted().compactMap { id in
                pending[id].map { [.int(id), .int($0.strand), .string($0.purpose.rawValue)] }
            })
        if let output { object["output"] = output }
        if let error { object["error"] = error.json }
        if let mapItem { object["map_item"] = mapItem.stored }
        return .object(object)
    }

    /// How much JSON a stored execution may be: payloads nest in it a little deeper than by themselves, and a Map holds
    /// the results of all its iterations.
    public static let storedLimits = JSONLimits(depth: 512, bytes: 1 << 30, values: 50_000_000, stringBytes: 64 << 20)

    /// Reads what ``json`` wrote; parse it with ``storedLimits``.
    public init(_ reader: JSONReader) throws {
        let object = try reader.members()
        _ = try reader.int("version", in: 1...1)
        self.init(
            try ExecutionContext(stored: reader.member("context")),
            seed: try reader.string("seed", length: 0...1000))
        randomness = Randomness(seed: randomness.seed, drawn: try reader.int("drawn", in: 0...Int.max))
        guard let status = object["status"]?.stringValue.flatMap(Status.init) else {
            throw reader.error(expected: "an execution with a known status")
        }
        self.status = status
        lastEventID = try reader.int("last_event", in: 0...Int.max)
        lastID = try reader.int("last_id", in: 0...Int.max)
        for element in try reader.array("strands", max: .max) {
            let strand = try Strand(element)
            strands[strand.id] = strand
        }
        for element in try reader.array("ready", max: .max) { ready.append(try element.int(in: 1...Int.max)) }
        for element in try reader.array("pending", max: .max) {
            guard let id = element.value[0]?.intValue, let strand = element.value[1]?.intValue,
                let purpose = element.value[2]?.stringValue.flatMap(Pending.Purpose.init)
            else { throw element.error(expected: "an identifier, its strand and its purpose") }
            pending[id] = Pending(strand: strand, purpose: purpose)
        }
        output = object["output"]
        error = object["error"].map(ErrorOutput.init(stored:))
        mapItem = object["map_item"].flatMap(ContextObject.MapItem.init(stored:))
    }
}

extension ErrorOutput: JSONEncodable {
    /// `[error, cause]`.
    public var json: JSON { [.optional(error), .optional(cause)] }

    init(stored json: JSON) {
        self.init(error: json[0]?.stringValue, cause: json[1]?.stringValue)
    }
}

extension ContextObject.MapItem {
    init?(stored json: JSON) {
        guard let index = json[0]?.intValue, let value = json[1] else { return nil }
        self.init(index: index, value: value, key: json[2]?.stringValue, source: json[3]?.stringValue)
    }

    /// Index and value, and key and source where there are such.
    var stored: JSON {
        guard key != nil || source != nil else { return [.int(index), value] }
        return [.int(index), value, .optional(key), .optional(source)]
    }
}

extension ExecutionContext {
    var stored: JSON {
        var object: JSONObject = [
            "id": .string(id), "name": .string(name), "role_arn": .optional(roleARN), "start_time": startTime.stored,
            "input": input, "machine_id": .string(stateMachineID), "machine_name": .string(stateMachineName),
        ]
        if let redriveCount { object["redrives"] = .int(redriveCount) }
        return .object(object)
    }

    init(stored reader: JSONReader) throws {
        let length = 0...4096
        self.init(
            id: try reader.string("id", length: length), name: try reader.string("name", length: length),
            roleARN: try reader.optional("role_arn")?.string(length: length),
            startTime: try Timestamp(stored: reader.member("start_time")),
            redriveCount: try reader.optionalInt("redrives", in: 0...Int.max), input: try reader.member("input").value,
            stateMachineID: try reader.string("machine_id", length: length),
            stateMachineName: try reader.string("machine_name", length: length))
    }
}

extension Timestamp {
    /// Seconds and nanoseconds.
    var stored: JSON { [.int(seconds), .int(nanoseconds)] }

    init(stored reader: JSONReader) throws {
        guard let seconds = reader.value[0]?.int64Value, let nanoseconds = reader.value[1]?.int64Value else {
            throw reader.error(expected: "seconds and nanoseconds")
        }
        self.init(seconds: seconds, nanoseconds: nanoseconds)
    }
}
