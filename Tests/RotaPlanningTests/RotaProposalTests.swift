import FoundationEssentials
import OnCall
import Testing

@testable import RotaPlanning

@Suite struct RotaProposalTests {
    private static let start = Date(timeIntervalSince1970: 1_764_547_200)

    /// Turns of a week each, all of the same weight.
    private func weeks(_ count: Int) -> [PlannedTurn] {
        (0..<count).map { week in
            PlannedTurn(
                pieces: [Self.span(week, week + 1)], weight: .seconds(3600 * (week % 3 + 1)),
                weekdays: Set(Weekday.allCases))
        }
    }

    private static func span(_ from: Int, _ until: Int) -> Range<Date> {
        start.addingTimeInterval(Double(from) * 604_800)..<start.addingTimeInterval(Double(until) * 604_800)
    }

    private func flat(_ count: Int) -> [PlannedTurn] {
        weeks(count).map { turn in
            var turn = turn
            turn.weight = .seconds(3600)
            return turn
        }
    }

    @Test func turnsGoRoundWhereNothingIsWished() {
        let proposal = RotaProposal(RotaTask(turns: flat(12), people: ["a", "b", "c"], before: "c"))
        #expect(proposal.unkept.isEmpty)
        for person in ["a", "b", "c"] { #expect(proposal.people.count { $0 == person } == 4) }
        #expect(zip(["c"] + proposal.people, proposal.people).allSatisfy { $0 != $1 }, "\(proposal.people)")
        #expect(RotaProposal(RotaTask(turns: flat(3), people: ["a"])).people == ["a", "a", "a"])
    }

    @Test func sharesAndOtherLayersCount() {
        let half = RotaProposal(RotaTask(turns: flat(10), people: ["a", "b", "c"], shares: ["c": 0.5]))
        #expect(half.people.count { $0 == "c" } == 2 && half.people.count { $0 == "a" } == 4)
        let burdened = RotaProposal(
            RotaTask(turns: flat(6), people: ["a", "b", "c"], burden: ["b": .seconds(4 * 3600)]))
        #expect(!burdened.people.contains("b") && burdened.people.count { $0 == "a" } == 3)
        var turns = flat(4)
        turns[1].busy = ["b"]
        turns[2].busy = ["a"]
        let both = RotaProposal(RotaTask(turns: turns, people: ["A", "b"]))
        #expect(both.people[1] == "A" && both.people[2] == "b")
    }

    /// What cannot be kept is the less important one, and the more important one is named as the reason.
    @Test func whatIsNotKeptSaysWhy() throws {
        let task = RotaTask(
            turns: flat(4), people: ["a", "b"],
            wishes: [
                Wish(of: "a", .away(Self.span(1, 2))), Wish(of: "b", .atMost(1)), Wish(of: "b", .away(Self.span(1, 2))),
                Wish(of: nil, .rest(1)),
            ])
        let proposal = RotaProposal(task)
        #expect(proposal.people == ["a", "b", "a", "a"])
        #expect(proposal.unkept.map(\.rank) == [3, 4])
        let place = try #require(proposal.unkept.first?.places.first)
        #expect(place.turn == 1 && place.person == "b")
        #expect(place.obstacles == [RotaProposal.Obstacle(person: "a", rank: 1)])
        let rest = try #require(proposal.unkept.last)
        #expect(rest.times == 1 && rest.places.allSatisfy { $0.obstacles == [.init(person: "b", rank: 2)] })
    }

    @Test func daysAndWantsAreKept() {
        let turns = (0..<14).map { day in
            PlannedTurn(
                pieces: [
                    Self.start.addingTimeInterval(
                        Double(day) * 86_400)..<Self.start.addingTimeInterval(Double(day + 1) * 86_400)
                ], weight: .seconds(3600), weekdays: [Weekday.allCases[day % 7]])
        }
        let saturday = Weekday.allCases.firstIndex(of: .saturday) ?? 0
        let proposal = RotaProposal(
            RotaTask(
                turns: turns, people: ["a", "b"],
                wishes: [Wish(of: "a", .notOn([.saturday])), Wish(of: "b", .wants(turns[3].pieces[0]))]))
        #expect(proposal.unkept.isEmpty)
        #expect(proposal.people[saturday] == "b" && proposal.people[saturday + 7] == "b" && proposal.people[3] == "b")
    }

    /// Of all ways to give a few turns to a few people, none keeps the wishes better, in their order.
    @Test func noOtherWayKeepsTheWishesBetter() {
        var state: UInt64 = 1
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for _ in 0..<150 {
            let (count, people) = (4 + next(3), 2 + next(2))
            let names = Array(["a", "b", "c"].prefix(people))
            let wishes = (0..<(2 + next(4))).map { _ -> Wish in
                let (person, from) = (names[next(people)], next(count))
                switch next(4) {
                case 0: return Wish(of: person, .atMost(next(3)))
                case 1: return Wish(of: next(2) == 0 ? nil : person, .rest(1 + next(2)))
                case 2: return Wish(of: person, .wants(Self.span(from, from + 1 + next(2))))
                default: return Wish(of: person, .away(Self.span(from, from + 1 + next(3))))
                }
            }
            let task = RotaTask(turns: weeks(count), people: names, wishes: wishes)
            let judge = RotaJudge(task)
            let proposal = RotaProposal(task)
            let found = judge.verdict(proposal.people.map { names.firstIndex(of: $0) ?? 0 })
            var best = found
            let assignments = (0..<count).reduce(1) { product, _ in product * people }
            for number in 0..<assignments {
                var (rest, assignment) = (number, [Int]())
                for _ in 0..<count {
                    assignment.append(rest % people)
                    rest /= people
                }
                best = min(best, judge.verdict(assignment))
            }
            #expect(found == best, "\(wishes) \(proposal.people)")
            #expect(proposal == RotaProposal(task), "the same each time")
        }
    }
}
