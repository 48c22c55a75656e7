import JSON

// How what is under way in a state is stored.
extension TaskRun {
    var json: JSON {
        [
            .int(id), .bool(isStarted), .optional(timeoutSeconds), .optional(heartbeatSeconds), .optional(timeoutTimer),
            .optional(heartbeatTimer),
        ]
    }

    init(_ reader: JSONReader) throws {
        let parts = try reader.elements(max: 6)
        guard parts.count == 6 else { throw reader.error(expected: "a task") }
        id = try parts[0].int(in: 1...Int.max)
        isStarted = try parts[1].bool()
        timeoutSeconds = parts[2].value.int64Value
        heartbeatSeconds = parts[3].value.int64Value
        timeoutTimer = parts[4].value.intValue
        heartbeatTimer = parts[5].value.intValue
    }
}

extension MapRun {
    var json: JSON {
        [
            "items": .array(items), "input": input, "concurrency": .int(concurrency),
            "results": Strand.Phase.stored(results), "next": .int(next), "open": .int(open),
            "start_event": .int(startEvent),
        ]
    }

    init(_ reader: JSONReader) throws {
        items = try reader.array("items", max: .max).map(\.value)
        input = try reader.member("input").value
        concurrency = try reader.int("concurrency", in: 0...Int.max)
        results = try Strand.Phase.results(reader.member("results"))
        next = try reader.int("next", in: 0...Int.max)
        open = try reader.int("open", in: 0...Int.max)
        startEvent = try reader.int("start_event", in: 0...Int.max)
    }
}

extension DistributedRun {
    var json: JSON {
        var object: JSONObject = [
            "inputs": .array(inputs), "items": .array(items.map(\.value)), "source": .string(source), "input": input,
            "arn": .string(arn), "concurrency": .int(concurrency), "tolerated_count": .optional(toleratedCount),
            "tolerated_percentage": .optional(toleratedPercentage), "results": Strand.Phase.stored(results),
            "next": .int(next), "open": .array(open.keys.sorted().map { [.int($0), .int(open[$0] ?? 0)] }),
            "failures": .array(failures.map { .int($0) }),
        ]
        if items.contains(where: { $0.key != nil }) { object["keys"] = .array(items.map { .optional($0.key) }) }
        return .object(object)
    }

    init(_ reader: JSONReader) throws {
        inputs = try reader.array("inputs", max: .max).map(\.value)
        let keys = try reader.optional("keys")?.elements(max: .max).map(\.value.stringValue) ?? []
        items = try reader.array("items", max: .max).enumerated().map { index, item in
            MapItem(key: keys.indices.contains(index) ? keys[index] : nil, value: item.value)
        }
        source = try reader.optional("source")?.string(length: 0...4096) ?? Self.stateData
        input = try reader.member("input").value
        arn = try reader.string("arn", length: 0...4096)
        concurrency = try reader.int("concurrency", in: 0...Int.max)
        toleratedCount = try reader.optional("tolerated_count")?.value.int64Value
        toleratedPercentage = try reader.optional("tolerated_percentage")?.value.doubleValue
        results = try Strand.Phase.results(reader.member("results"))
        next = try reader.int("next", in: 0...Int.max)
        for pair in try reader.array("open", max: .max) {
            let parts = try pair.elements(max: 2)
            guard parts.count == 2 else { throw pair.error(expected: "an identifier and a number") }
            open[try parts[0].int(in: 1...Int.max)] = try parts[1].int(in: 0...Int.max)
        }
        failures = try reader.array("failures", max: .max).map { try $0.int(in: 0...Int.max) }
    }
}
