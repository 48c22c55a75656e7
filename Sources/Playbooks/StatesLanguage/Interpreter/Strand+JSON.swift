import JSON

// How a strand is stored: what has its usual value is left out.
extension Strand {
    var json: JSON {
        var object = JSONObject(minimumCapacity: 14)
        object["id"] = .int(id)
        object["group"] = .int(group)
        object["state"] = .string(state)
        object["input"] = input
        object["phase"] = phase.json
        object["entered"] = [.int(enteredEvent), enteredAt.stored]
        object["last_event"] = .int(lastEvent)
        if let parent { object["parent"] = [.int(parent), .int(index)] }
        if !attempts.isEmpty { object["attempts"] = .array(attempts.map { .int($0) }) }
        if retryCount > 0 { object["retries"] = .int(retryCount) }
        if !variables.isEmpty { object["variables"] = .object(variables) }
        if let mapItem { object["map_item"] = mapItem.stored }
        if let failure { object["failure"] = failure.json }
        return .object(object)
    }

    init(_ reader: JSONReader) throws {
        let object = try reader.members()
        let parent = object["parent"]
        self.init(
            id: try reader.int("id", in: 1...Int.max), parent: parent?[0]?.intValue, index: parent?[1]?.intValue ?? 0,
            group: try reader.int("group", in: 0...Int.max), state: try reader.string("state", length: 0...1000),
            input: try reader.member("input").value, lastEvent: try reader.int("last_event", in: 0...Int.max))
        phase = try Phase(reader.member("phase"))
        let entered = try reader.array("entered", max: 2)
        guard entered.count == 2 else { throw reader.error(expected: "the event that entered the state, and its time") }
        enteredEvent = try entered[0].int(in: 0...Int.max)
        enteredAt = try Timestamp(stored: entered[1])
        for attempt in try reader.optionalArray("attempts", max: 10_000) {
            attempts.append(try attempt.int(in: 0...Int.max))
        }
        retryCount = try reader.optionalInt("retries", in: 0...Int.max) ?? 0
        variables = object["variables"]?.objectValue ?? [:]
        mapItem = object["map_item"].flatMap(ContextObject.MapItem.init(stored:))
        failure = object["failure"].map(ErrorOutput.init(stored:))
    }
}

extension Strand.Phase {
    var json: JSON {
        switch self {
        case .ready: "ready"
        case .again: "again"
        case .aborted: "aborted"
        case .waiting(let timer): ["waiting", .int(timer)]
        case .retrying(let timer): ["retrying", .int(timer)]
        case .task(let run): ["task", run.json]
        case .parallel(let run): ["parallel", Self.stored(run.results), .int(run.open)]
        case .map(let run): ["map", run.json]
        case .distributed(let run): ["distributed", run.json]
        case .finished(let output): ["finished", output]
        }
    }

    init(_ reader: JSONReader) throws {
        if let name = reader.value.stringValue {
            switch name {
            case "ready": self = .ready
            case "again": self = .again
            case "aborted": self = .aborted
            default: throw reader.error(expected: "a known phase")
            }
            return
        }
        let parts = try reader.elements(max: 3)
        guard parts.count >= 2, let name = parts[0].value.stringValue else {
            throw reader.error(expected: "a phase and what belongs to it")
        }
        switch name {
        case "waiting": self = .waiting(timer: try parts[1].int(in: 1...Int.max))
        case "retrying": self = .retrying(timer: try parts[1].int(in: 1...Int.max))
        case "task": self = .task(try TaskRun(parts[1]))
        case "parallel":
            self = .parallel(
                ParallelRun(
                    results: try Self.results(parts[1]), open: parts.count > 2 ? try parts[2].int(in: 0...Int.max) : 0))
        case "map": self = .map(try MapRun(parts[1]))
        case "distributed": self = .distributed(try DistributedRun(parts[1]))
        case "finished": self = .finished(parts[1].value)
        default: throw reader.error(expected: "a known phase")
        }
    }

    /// Each result in an array of its own, which is empty where there is none yet.
    static func stored(_ results: [JSON?]) -> JSON {
        .array(results.map { .array($0.map { [$0] } ?? []) })
    }

    static func results(_ reader: JSONReader) throws -> [JSON?] {
        try reader.elements(max: .max).map { try $0.elements(max: 1).first?.value }
    }
}
