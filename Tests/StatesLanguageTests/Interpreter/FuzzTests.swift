import JSON
import QueryLanguages
import StatesLanguage
import Testing

/// Definitions, paths and inputs that were changed at random: always an answer or an error, never a crash.
@Suite struct FuzzTests {
    private struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % max(sides, 1)
        }
    }

    private static let scraps: [JSON] = [
        .null, true, 0, -1, 1e300, "", "$", "$.a", "$$", "$x", "$..*", "$.a[?(@.b>1)]", "{% $states %}", "{% ( %}", [],
        [:],
        "States.Format('{}', $.a)", "States.ArrayRange(0, 1, 0)", "2016-03-14T01:59:00Z", "JSONata", "Map",
        [[1], [[]]],
        ["x.$": "$.a"], "{% $map($states.input.items, function($v) { $v * 2 }) %}",
    ]

    @Test("Changed definitions", arguments: 0..<12)
    func definitions(_ seed: Int) throws {
        var dice = Dice(state: UInt64(seed) &* 7919 &+ 17)
        for (definition, input) in StorageTests.machines {
            let original = try JSON(definition)
            for _ in 0..<40 {
                var changed = original
                for _ in 0...dice.roll(3) { changed = Self.mutate(changed, &dice, 0) }
                var given = input
                if dice.roll(2) == 0 { given = Self.mutate(input, &dice, 0) }
                Self.run(changed.text(), given)
            }
        }
    }

    @Test("Changed texts", arguments: 0..<8)
    func texts(_ seed: Int) throws {
        var dice = Dice(state: UInt64(seed) &* 104_729 &+ 3)
        for (definition, input) in StorageTests.machines {
            let bytes = Array(definition.utf8)
            for _ in 0..<40 {
                var changed = bytes
                for _ in 0...dice.roll(4) {
                    let index = dice.roll(changed.count)
                    switch dice.roll(3) {
                    case 0: changed.remove(at: index)
                    case 1: changed.insert(UInt8(0x20 + dice.roll(95)), at: index)
                    default: changed[index] = UInt8(0x20 + dice.roll(95))
                    }
                }
                Self.run(String(decoding: changed, as: UTF8.self), input)
            }
        }
    }

    /// At most some hundred steps of what a definition does, if it is one.
    private static func run(_ definition: String, _ input: JSON) {
        guard let machine = try? StateMachine(parsing: definition) else { return }
        var execution = Execution(Playground.context(input, Timestamp(seconds: 0)), seed: "fuzz")
        var events: [Event] = [.start]
        let limits = InterpreterLimits(
            payloadBytes: 20_000, historyEvents: 300, evaluation: EvaluationLimits(steps: 20_000))
        for _ in 0..<400 where execution.status == .running {
            let event = execution.isReady ? Event.advance : events.popLast()
            guard let event else { break }
            for command in machine.step(&execution, event, at: Timestamp(seconds: 0), limits: limits).commands {
                switch command {
                case .schedule(let task): events.append(.taskSucceeded(id: task.id, output: task.input))
                case .setTimer(let id, _): events.append(.timerFired(id: id))
                default: break
                }
            }
        }
        if execution.status == .failed { #expect(execution.error != nil) }
    }

    private static func mutate(_ value: JSON, _ dice: inout Dice, _ depth: Int) -> JSON {
        if depth > 12 || dice.roll(6) == 0 { return scraps[dice.roll(scraps.count)] }
        switch value {
        case .object(var object) where !object.isEmpty:
            let member = object[dice.roll(object.count)]
            switch dice.roll(8) {
            case 0: object[member.key] = nil
            case 1: object[object[dice.roll(object.count)].key] = member.value
            default: object[member.key] = mutate(member.value, &dice, depth + 1)
            }
            return .object(object)
        case .array(var elements) where !elements.isEmpty:
            let index = dice.roll(elements.count)
            elements[index] = mutate(elements[index], &dice, depth + 1)
            return .array(elements)
        default:
            return scraps[dice.roll(scraps.count)]
        }
    }
}
