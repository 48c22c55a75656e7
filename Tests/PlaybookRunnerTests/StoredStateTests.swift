import JSON
import StatesLanguage
import Testing

/// What a release has stored, the next one reads and goes on with.
@Suite struct StoredStateTests {
    /// Two branches: one waits, and one has a step that was handed out.
    private static let machine: JSON = [
        "StartAt": "Both",
        "States": [
            "Both": [
                "Type": "Parallel", "End": true,
                "Branches": [
                    ["StartAt": "Rest", "States": ["Rest": ["Type": "Wait", "Seconds": 60, "End": true]]],
                    [
                        "StartAt": "Ask",
                        "States": [
                            "Ask": [
                                "Type": "Task", "Resource": "arn:aws:lambda:::function:lookup", "TimeoutSeconds": 90,
                                "End": true,
                            ]
                        ],
                    ],
                ],
            ]
        ],
    ]

    private static let stored = #"""
        {"version":1,"status":"RUNNING",
        "context":{"id":"arn:aws:states:::execution:search:one","name":"one","role_arn":"","start_time":[1767323045,0],
        "input":{"host":"web-1"},"machine_id":"arn:aws:states:::stateMachine:search","machine_name":"search","redrives":0},
        "seed":"0123456789abcdef","drawn":0,"last_event":7,"last_id":6,
        "strands":[
        {"id":1,"group":0,"state":"Both","input":{"host":"web-1"},"phase":["parallel",[[],[]],2],
        "entered":[2,[1767323045,0]],"last_event":3},
        {"id":2,"group":1,"state":"Rest","input":{"host":"web-1"},"phase":["waiting",4],
        "entered":[4,[1767323045,0]],"last_event":4,"parent":[1,0]},
        {"id":3,"group":2,"state":"Ask","input":{"host":"web-1"},"phase":["task",[5,true,90,null,6,null]],
        "entered":[5,[1767323045,0]],"last_event":7,"parent":[1,1]}
        ],"ready":[],"pending":[[4,2,"wait"],[5,3,"task"],[6,3,"taskTimeout"]]}
        """#

    @Test func anExecutionOfTheFirstReleaseGoesOnToItsEnd() throws {
        let machine = try StateMachine(Self.machine)
        let json = try JSON.parse(Self.stored, limits: Execution.storedLimits)
        var execution = try Execution(JSONReader(json))
        #expect(execution.json == json, "and is written as it was")
        #expect(execution.activeStates == ["Both", "Rest", "Ask"])
        let now = Timestamp(milliseconds: 1_767_323_105_000)
        _ = machine.run(&execution, .taskSucceeded(id: 5, output: ["known": true]), at: now)
        _ = machine.run(&execution, .timerFired(id: 4), at: now)
        #expect(execution.status == .succeeded)
        #expect(execution.output == [["host": "web-1"], ["known": true]])
    }
}
