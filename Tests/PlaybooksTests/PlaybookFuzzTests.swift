import JSON
import Playbooks
import Testing

/// Playbooks with parts changed at random: checked, compiled, drawn and run, with a defined end.
@Suite struct PlaybookFuzzTests {
    private struct Random {
        var state: UInt64
        mutating func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(bound, 1)))
        }
    }

    private static let values: [JSON] = [
        nil, true, 0, -1, 1.5, "", "x", "$.a", "{{", "{{ 1 }}", "${{self:custom.x}}", "${{", [], [:], ["x"],
        ["Next": "A"],
        "Find_Owner", "Task", "Choice", "Map", "States.ALL", "vault:x!json",
    ]

    private func changed(_ json: JSON, _ random: inout Random) -> JSON {
        if random.below(40) == 0 { return Self.values[random.below(Self.values.count)] }
        switch json {
        case .array(var elements):
            if random.below(20) == 0, let first = elements.first { elements.append(first) }
            return .array(elements.map { changed($0, &random) })
        case .object(let object):
            var result = JSONObject()
            for (key, value) in object {
                if random.below(60) == 0 { continue }
                result[random.below(80) == 0 ? key + "x" : key] = changed(value, &random)
            }
            return .object(result)
        default: return json
        }
    }

    @Test func everyPlaybookHasADefinedEnd() throws {
        var random = Random(state: 20)
        let cases = try CaseFile(
            """
            cases:
              - name: c
                event: {key: k}
                steps: {Find_Owner: {result: {owner: o}}, Ask_Owner: {timeout: true}, Look: {result: {done: true}}}
            """, named: "c.yaml")
        let originals = [try Samples.source(Samples.leak).root, try Samples.source(Samples.loop).root]
        var usable = 0
        for round in 0..<120 {
            let text = changed(originals[round % 2], &random).text()
            guard let source = try? PlaybookSource(text, named: "p") else { continue }
            let report = PlaybookCheck.report(on: source)
            let graph = PlaybookGraph(source)
            #expect(!graph.svg.isEmpty && !graph.mermaid.isEmpty)
            _ = try? PlaybookDefinition.text(source)
            if report.isUsable, (try? PlaybookTester.report(on: source, cases: cases)) != nil { usable += 1 }
        }
        #expect(usable > 0)
    }
}
