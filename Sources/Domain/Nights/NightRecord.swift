public import Forecast
public import JSON

/// The night after a day: all that is computed of it.
public struct NightRecord: Sendable, Hashable, JSONEncodable {
    /// The day whose end it was.
    public var day: Day
    /// In the order of ``StepName``.
    public var steps: [NightStep]

    /// A night with what is known of its steps; the others wait.
    public init(day: Day, steps: [NightStep] = []) {
        self.day = day
        self.steps = StepName.allCases.map { name in steps.first { $0.name == name } ?? NightStep(name) }
    }

    /// A night as it was written down. A step of which nothing was is one that the release of that night did not have: it is
    /// not made up for.
    public init(day: Day, written steps: [NightStep]) {
        self.day = day
        self.steps = StepName.allCases.map { name in
            steps.first { $0.name == name } ?? NightStep(name, .skipped, error: Self.unknown)
        }
    }

    private static let unknown = "the release that computed this night does not have this step"

    /// Whether everything of it is there.
    public var isWhole: Bool { steps.allSatisfy(\.state.isEnd) }

    /// `day` and `steps`.
    public var json: JSON { ["day": .string(day.text), "steps": steps.json] }
}
