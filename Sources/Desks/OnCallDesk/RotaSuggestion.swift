import FoundationEssentials
public import JSON
public import OnCall
public import RotaPlanning

/// A rota that is proposed, with what it comes to.
public struct RotaSuggestion: Sendable {
    /// Of which schedule.
    public var schedule: Schedule
    /// The zone of the schedule.
    var zone: Zone
    /// The turns.
    public var plan: LayerPlan
    /// Who is to have which, and what that does not keep.
    public var proposal: RotaProposal
    /// What was wished, the most important first.
    var wishes: [SuggestionRequest.Wished]
    /// What each person would carry, by all layers.
    public var load: [Load]
    /// The lightest load in percent of the heaviest.
    public var fairness: Double
    /// The same of the rota as it is.
    public var fairnessNow: Double
    /// Changes of the layer that people made for after the first turn: they belong to the layer as it is, and are not in the rota.
    public var lostChanges: Int

    /// A wish that is not kept everywhere, in words.
    public struct Unkept: Sendable, Hashable {
        /// Its place, from 1 on.
        public var rank: Int
        /// What was wished.
        public var wish: String
        /// How often it is not kept.
        public var times: Int
        /// Why it is not.
        public var reason: String
    }

    /// The wishes that it does not keep, with the reasons.
    public var unkept: [Unkept] {
        proposal.unkept.map { unkept in
            let places = unkept.places.map(reason)
            let rest = unkept.times - places.count
            return Unkept(
                rank: unkept.rank, wish: wishes[unkept.rank - 1].text, times: unkept.times,
                reason: places.joined(separator: "; ") + (rest > 0 && !places.isEmpty ? "; and \(rest) more" : ""))
        }
    }

    /// What is to be known of it besides.
    public var notes: [String] {
        var notes: [String] = []
        if lostChanges > 0 {
            notes.append(
                "\(lostChanges) change(s) of \(plan.layer.name) lie behind its end and are not in the rota; make them anew for the layer that follows it"
            )
        }
        if plan.turns.contains(where: \.pieces.isEmpty) {
            notes.append("some turns lie outside of the layer's hours; they weigh nothing")
        }
        return notes
    }

    /// The part of the configuration that it asks for: the layer up to the first turn, and the one that follows it. The schedule's
    /// other layers stay as they are.
    public var configuration: JSON {
        [
            "schedules": [
                [
                    "name": .string(schedule.name), "timezone": .string(schedule.timezone),
                    "layers": .array(
                        plan.layers(with: proposal.people).map { $0.configuration(in: schedule.timezone) }),
                ]
            ]
        ]
    }

    /// Why a turn is given so although a wish is against it.
    private func reason(_ place: RotaProposal.Place) -> String {
        let from = plan.turns[place.turn].pieces.first?.lowerBound ?? plan.span.lowerBound
        let others = place.obstacles.map { obstacle in
            obstacle.rank.map { "\(obstacle.person) is kept from it by wish \($0)" }
                ?? "\(obstacle.person) having it would break it elsewhere"
        }
        let why = others.isEmpty ? "nobody else takes turns" : others.joined(separator: ", ")
        return "\(zone.wallTime(at: from)) \(place.person): \(why)"
    }
}

extension SuggestionRequest.Wished {
    /// A wish in words.
    var text: String {
        let who = person ?? "everybody"
        switch kind {
        case .away(let from, let until): return "\(who) is away from \(from) to \(until)"
        case .wants(let from, let until): return "\(who) wants to be on call from \(from) to \(until)"
        case .notOn(let days):
            let names = Weekday.allCases.filter(days.contains).map(\.rawValue).joined(separator: ", ")
            return "\(who) is not on call on \(names)"
        case .atMost(let most): return "\(who) has at most \(most) turn\(most == 1 ? "" : "s")"
        case .rest(let rest): return "\(who) has \(rest) turn\(rest == 1 ? "" : "s") of others between two"
        }
    }
}
