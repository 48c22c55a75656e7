import JSON
import QueryLanguages
import StatesLanguage

/// Measures the interpreter of the Amazon States Language and its query engines, and prints a table.
@main
enum StatesLanguageBenchmarks {
    private static let limits = InterpreterLimits(historyEvents: .max)
    private static let now = Timestamp(seconds: 0)

    /// Arguments name what to measure, by a part of its name; none for everything.
    static func main() throws {
        let wanted = CommandLine.arguments.dropFirst()
        for (name, measure) in try measurements() where wanted.isEmpty || wanted.contains(where: name.contains) {
            print(try measure(name).row)
        }
    }

    private static func measurements() throws -> [(String, (String) throws -> Measurement)] {
        let order: JSON = try JSON.parse(
            #"{"order": {"customer": {"name": "A"}, "lines": [{"sku": "x", "price": 3, "n": 2}, {"sku": "y", "price": 5, "n": 1}]}}"#
        )
        let items = JSON.array((0..<10_000).map { ["id": .int($0)] })
        return [
            ("transitions of a loop, in memory", { try loop($0, Machines.loop) }),
            (
                "transitions of a loop, stored between steps",
                { try loop($0, Machines.loop, storing: true, rounds: 500) }
            ),
            ("transitions of a loop in JSONata", { try loop($0, Machines.loopInJSONata) }),
            ("transitions after 100,000 events of history", { try late($0) }),
            (
                "iterations of a Map of 10,000",
                { try whole($0, Machines.map, ["items": items], count: 10_000) }
            ),
            (
                "branches of a Parallel, 8 deep",
                { try whole($0, Machines.parallel(depth: 8), ["a": 1], count: 510) }
            ),
            ("JSONPath, three names", { try path($0, "$.order.customer.name", order) }),
            ("JSONPath, a filter", { try path($0, "$.order.lines[?(@.price > 3)].sku", order) }),
            ("JSONata, three names", { try expression($0, "$o.order.customer.name", order) }),
            ("JSONata, a sum of products", { try expression($0, "$sum($o.order.lines.(price * n))", order) }),
            (
                "JSONata, a map with a function",
                { try expression($0, "$map($o.order.lines, function($l) { $l.sku & '!' })", order) }
            ),
        ]
    }

    /// A loop of 10,000 Pass and Choice states.
    private static func loop(
        _ name: String, _ definition: String, storing: Bool = false, rounds: Int = 5000
    ) throws -> Measurement {
        let machine = try StateMachine(parsing: definition)
        return try Measurement(name) {
            var execution = Machines.execution(["n": .int(rounds)])
            _ = machine.step(&execution, .start, at: now, limits: limits)
            var steps = 0
            while execution.isReady {
                if storing {
                    execution = try Execution(
                        JSONReader(JSON.parse(execution.json.bytes(), limits: Execution.storedLimits)))
                }
                _ = machine.step(&execution, .advance, at: now, limits: limits)
                steps += 1
            }
            return steps
        }
    }

    /// The same loop, measured where the history is long already.
    private static func late(_ name: String) throws -> Measurement {
        let machine = try StateMachine(parsing: Machines.loop)
        var execution = Machines.execution(["n": 10_000_000])
        _ = machine.step(&execution, .start, at: now, limits: limits)
        for _ in 0..<50_000 { _ = machine.step(&execution, .advance, at: now, limits: limits) }
        return Measurement(name) {
            for _ in 0..<10_000 { _ = machine.step(&execution, .advance, at: now, limits: limits) }
            return 10_000
        }
    }

    private static func whole(
        _ name: String, _ definition: String, _ input: JSON, count: Int
    ) throws -> Measurement {
        let machine = try StateMachine(parsing: definition)
        let limits = InterpreterLimits(payloadBytes: .max, historyEvents: .max)
        return Measurement(name) {
            var execution = Machines.execution(input)
            _ = machine.step(&execution, .start, at: now, limits: limits)
            while execution.isReady { _ = machine.step(&execution, .advance, at: now, limits: limits) }
            precondition(execution.status == .succeeded, "the measured execution fails")
            return count
        }
    }

    private static func path(_ name: String, _ text: String, _ input: JSON) throws -> Measurement {
        let path = try JSONPath(parsing: text)
        return try Measurement(name) {
            for _ in 0..<10_000 { _ = try path.values(in: input) }
            return 10_000
        }
    }

    private static func expression(_ name: String, _ text: String, _ input: JSON) throws -> Measurement {
        let expression = try JSONataExpression(parsing: text)
        let environment = JSONataEnvironment(milliseconds: 0, seed: 1)
        return try Measurement(name) {
            for _ in 0..<10_000 { _ = try expression.evaluate(variables: ["o": input], environment: environment) }
            return 10_000
        }
    }
}
