import JSON
import OnCall
import OnCallDesk
import RotaPlanning

extension RotaSuggestion {
    /// The turns with their people, what each person carries, the wishes that are not kept, and the configuration that it asks for.
    var json: JSON {
        [
            "schedule": .string(schedule.name), "timezone": .string(schedule.timezone),
            "layer": .string(plan.layer.name), "from": plan.span.lowerBound.json, "until": plan.span.upperBound.json,
            "turns": .array(
                zip(plan.turns, proposal.people).map { turn, person in
                    [
                        "person": .string(person), "from": turn.pieces.first?.lowerBound.json ?? .null,
                        "until": turn.pieces.last?.upperBound.json ?? .null,
                        "weighted_seconds": .int(Int(turn.weight.components.seconds)),
                    ]
                }),
            "load": .array(load.map(\.json)), "fairness": .percentage(fairness),
            "fairness_now": .percentage(fairnessNow),
            "unkept": .array(
                unkept.map { wish in
                    [
                        "rank": .int(wish.rank), "wish": .string(wish.wish), "times": .int(wish.times),
                        "reason": .string(wish.reason),
                    ]
                }), "notes": .array(notes.map(JSON.string)), "configuration": configuration,
        ]
    }
}
