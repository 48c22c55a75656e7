import FoundationEssentials
import Incident

// Time in roles, and the review: Dispatch's classic model.
extension CostCalculation {
    /// Adds a line for each interval of a role, and for each rate in it.
    mutating func addTime() {
        for row in roles {
            let multiplier = rules.multipliers[row.role] ?? .zero
            let parts = work.parts(of: span(of: row))
            guard multiplier > .zero, !parts.isEmpty else { continue }
            let pieces = book.pieces(of: row.person, in: row.team)
            let drafts = rules.model == .dispatch ? whole(parts, pieces) : piecewise(parts, pieces)
            for (piece, draft) in drafts where draft.seconds > 0 {
                switch piece.price {
                case .success(let price):
                    add(draft, of: row.person, as: row.role, for: .time, times: multiplier, at: price)
                case .failure(let gap): report(gap, "role interval \(row.id)", row.person, draft)
                }
            }
        }
    }

    /// What counts of an interval, by the rates in it.
    private func piecewise(_ parts: [Range<Int64>], _ pieces: [RatePiece]) -> [(RatePiece, CostDraft)] {
        var drafts: [(RatePiece, CostDraft)] = []
        var elapsed: Int64 = 0
        for piece in pieces {
            var draft: CostDraft?
            for part in parts {
                let span = part.clamped(to: piece.span)
                if span.isEmpty { continue }
                var current = draft ?? CostDraft(from: span.lowerBound, until: span.upperBound)
                current.reach(to: span)
                for (index, seconds) in seconds(of: span).enumerated() where seconds > 0 {
                    let counted = rules.model.counted(elapsed + seconds) - rules.model.counted(elapsed)
                    elapsed += seconds
                    current.seconds += counted
                    current.phases[index] += counted
                }
                draft = current
            }
            if let draft { drafts.append((piece, draft)) }
        }
        return drafts
    }

    /// As Dispatch does: the whole interval at the rate at which it began, since what counts of it may fall as it grows.
    private func whole(_ parts: [Range<Int64>], _ pieces: [RatePiece]) -> [(RatePiece, CostDraft)] {
        guard let first = parts.first, let piece = pieces.first(where: { $0.span.contains(first.lowerBound) }) else {
            return []
        }
        var draft = CostDraft(from: first.lowerBound, until: first.upperBound)
        for part in parts {
            draft.reach(to: part)
            phases.add(part, to: &draft.phases)
        }
        draft.seconds = rules.model.counted(draft.phases.reduce(0, +))
        return [(piece, draft)]
    }

    private func seconds(of span: Range<Int64>) -> [Int64] {
        var seconds = CostPhases.nothing
        phases.add(span, to: &seconds)
        return seconds
    }

    /// Adds the review, from when the incident was first stable: opening it again takes nothing back.
    mutating func addReview() {
        guard let stable = work.firstStable else { return }
        let people = Set(roles.map { $0.person.lowercased() }).count
        var draft = CostDraft(from: stable, until: stable)
        draft.seconds = rules.reviewSeconds + Int64(people) * rules.reviewSecondsPerParticipant
        guard draft.seconds > 0 else { return }
        draft.phases[CostPhase.allCases.count - 1] = draft.seconds
        guard let piece = book.pieces(of: nil, in: nil).first(where: { $0.span.contains(stable) }) else { return }
        switch piece.price {
        case .success(let price): add(draft, of: nil, as: nil, for: .review, times: .one, at: price)
        case .failure(let gap): report(gap, "review", nil, draft)
        }
    }

    /// Reports time that has no price.
    mutating func report(_ gap: RatePiece.Gap, _ row: String, _ person: String?, _ draft: CostDraft) {
        let whose = person.map { "\($0)'s time" } ?? "the review's time"
        let times = "from \(Date(wholeSeconds: draft.from).timestamp) to \(Date(wholeSeconds: draft.until).timestamp)"
        switch gap {
        case .noRate:
            report(
                row,
                "\(whose) \(times) has no rate and is not counted: add one to `rates` of `costs` in the configuration")
        case .noExchangeRate(let currency):
            report(
                row,
                "\(whose) \(times) is paid in \(currency.code), which is worth nothing yet, and is not counted: "
                    + "add it to `exchange` of `costs` in the configuration")
        }
    }
}
