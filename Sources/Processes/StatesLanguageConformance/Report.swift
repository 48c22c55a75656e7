import JSON

/// What a file of cases came to.
struct Report {
    struct Count {
        var total = 0
        var passed = 0

        mutating func add(_ passed: Bool) {
            total += 1
            if passed { self.passed += 1 }
        }

        var json: JSON { ["total": .int(total), "passed": .int(passed)] }
    }

    var all = Count()
    /// Cases that a runner cannot be asked for.
    var skipped = 0
    var cause = Count()
    var trace = Count()
    var inspection = Count()
    var kinds: [String: Count] = [:]
    var groups: [String: Count] = [:]
    var misses: [JSON] = []
    var seconds = 0.0

    mutating func add(_ name: String, kind: String, group: String, _ score: CaseRunner.Score) {
        all.add(score.passed)
        kinds[kind, default: Count()].add(score.passed)
        groups[group, default: Count()].add(score.passed)
        if let passed = score.cause { cause.add(passed) }
        if let passed = score.trace { trace.add(passed) }
        if let passed = score.inspection { inspection.add(passed) }
        for miss in score.misses {
            misses.append([
                "name": .string(name), "kind": .string(kind), "group": .string(group),
                "field": .string(miss.field), "expected": miss.expected, "actual": miss.actual,
            ])
        }
    }

    var json: JSON {
        [
            "version": 1, "total": .int(all.total), "passed": .int(all.passed), "skipped": .int(skipped),
            "cause": cause.json,
            "trace": trace.json, "inspection": inspection.json, "kinds": Self.object(kinds),
            "groups": Self.object(groups), "misses": .array(misses), "seconds": .double(seconds),
        ]
    }

    private static func object(_ counts: [String: Count]) -> JSON {
        .object(JSONObject(counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) }))
    }

    /// For people: totals, then each miss.
    var text: String {
        var lines = ["passed \(all.passed) of \(all.total) in \(seconds) s"]
        if skipped > 0 { lines.append("skipped \(skipped)") }
        for (name, count) in [("cause", cause), ("trace", trace), ("inspection", inspection)] {
            lines.append("\(name) \(count.passed) of \(count.total)")
        }
        for (title, counts) in [("kind", kinds), ("group", groups)] {
            for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
                lines.append("\(title) \(name): \(count.passed) of \(count.total)")
            }
        }
        for miss in misses {
            lines.append("miss \(miss["name"]?.stringValue ?? "") \(miss["field"]?.stringValue ?? "")")
            lines.append("  expected \(miss["expected"] ?? .null)")
            lines.append("  actual   \(miss["actual"] ?? .null)")
        }
        return lines.joined(separator: "\n")
    }
}
