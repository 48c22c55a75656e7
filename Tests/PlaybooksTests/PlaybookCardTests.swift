import JSON
import Playbooks
import Testing

/// What people know a playbook by.
@Suite struct PlaybookCardTests {
    private static let machine: JSON = [
        "Comment": "Looks into it.\nOwner: ana@example.org\nReview by: 2027-02-28\nOwner: bob\n", "StartAt": "Ask",
        "States": [
            "Ask": [
                "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                "Parameters": ["FunctionName": "prompt"], "Catch": [["ErrorEquals": ["States.ALL"], "Next": "Manual"]],
                "Next": "Which",
            ],
            "Which": ["Type": "Choice", "Choices": [["Next": "Both"]], "Default": "End"],
            "Both": [
                "Type": "Parallel",
                "Branches": [
                    [
                        "StartAt": "Look",
                        "States": [
                            "Look": ["Type": "Task", "Resource": "arn:aws:lambda:::function:lookup", "End": true]
                        ],
                    ]
                ], "Next": "Make",
            ],
            "Make": ["Type": "Task", "Resource": "arn:aws:lambda:::function:create_task", "Next": "End"],
            "Manual": ["Type": "Pass", "Next": "End"], "End": ["Type": "Succeed"],
        ],
    ]

    @Test func theFirstLineOfEachKindCountsAndTheRestIsText() {
        let card = PlaybookCard(machine: Self.machine)
        #expect(card.owner == "ana@example.org" && card.plan == nil && card.reviewBy == "2027-02-28")
        #expect(card.text == "Looks into it.\nOwner: bob")
        for day in ["soon", "2027-13-01", "2027-1-1", "2027-01-00", "２０２７-01-01", ""] {
            #expect(PlaybookCard(machine: ["Comment": .string("Review by: \(day)")]).reviewBy == nil)
        }
        #expect(PlaybookCard(machine: [:]).text == "")
    }

    @Test func stepsAreTasksAndWhatPeopleDo() {
        let outline = PlaybookOutline(machine: Self.machine)
        #expect(outline.steps.map(\.name) == ["Ask", "Look", "Make", "Manual"])
        #expect(outline.steps.map(\.integration) == ["prompt", "lookup", "create_task", nil])
        #expect(outline.steps.map(\.isManual) == [false, false, true, true])
        #expect(outline.automation == .partly)
        #expect(PlaybookOutline(machine: [:]).automation == .none)
    }

    @Test func whatCanStillComeIsWhatTheStatesLeadTo() {
        let outline = PlaybookOutline(machine: Self.machine)
        #expect(outline.steps(after: ["Ask"]) == ["Look", "Make"], "what an error leads to is not what comes")
        #expect(outline.steps(after: ["Both"]) == ["Look", "Make"])
        #expect(outline.steps(after: ["Make"]) == [])
    }
}
