import OnCall

/// Who is to have which turn, and which wishes that does not keep.
public struct RotaProposal: Sendable, Hashable {
    /// A wish that is not kept everywhere.
    public struct Unkept: Sendable, Hashable {
        /// Its place among the wishes, from 1 on.
        public var rank: Int
        /// How often it is not kept.
        public var times: Int
        /// Where, at most three of them.
        public var places: [Place]
    }

    /// A turn at which a wish is not kept.
    public struct Place: Sendable, Hashable {
        /// The number of the turn, from 0 on.
        public var turn: Int
        /// Who has it.
        public var person: String
        /// What keeps each of the others from having it.
        public var obstacles: [Obstacle]
    }

    /// Why somebody else does not have a turn.
    public struct Obstacle: Sendable, Hashable {
        /// Who.
        public var person: String
        /// The wish that would be kept less, which is at least as important, from 1 on; `nil` when nothing speaks against it but that
        /// nobody is helped: the wish would be broken there or elsewhere all the same.
        public var rank: Int?
    }

    /// Mail addresses, turn by turn.
    public var people: [String]
    /// The most important first.
    public var unkept: [Unkept]

    /// The best way that was found to give the turns of a task; the same each time.
    public init(_ task: RotaTask) {
        let judge = RotaJudge(task)
        var search = RotaSearch(judge)
        let assignment = search.best()
        people = assignment.map { task.people[$0] }
        let verdict = judge.verdict(assignment)
        unkept = task.wishes.indices.filter { verdict.wishes[$0] > 0 }.map { rank in
            Unkept(
                rank: rank + 1, times: verdict.wishes[rank],
                places: judge.turns(breaking: rank, assignment, atMost: 3).map { turn in
                    Place(
                        turn: turn, person: task.people[assignment[turn]],
                        obstacles: task.people.indices.filter { $0 != assignment[turn] }.map { person in
                            let obstacle = judge.obstacle(to: person, at: turn, assignment)
                            return Obstacle(
                                person: task.people[person], rank: obstacle.flatMap { $0 <= rank ? $0 + 1 : nil })
                        })
                })
        }
    }
}
