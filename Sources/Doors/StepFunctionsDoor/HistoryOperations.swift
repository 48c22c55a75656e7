import Encodings
import FoundationEssentials
import IncidentStore
import JSON
import PlaybookDesk
import PlaybookStore

/// GetExecutionHistory.
struct HistoryOperations: Sendable {
    let desk: ExecutionDesk

    var all: [AmazonOperation] {
        [AmazonOperation("GetExecutionHistory", for: .incidentsRead, perform: history)]
    }

    @Sendable private func history(_ call: AmazonCall) async throws -> JSON {
        let arn = try call.execution()
        let isReversed = try call.flag("reverseOrder")
        let showsData = try call.flag("includeExecutionData", default: true)
        let page: Page<JSON>
        do {
            let execution = try await desk.execution(named: arn.rest ?? "", of: arn.machine, for: call.viewer)
            page = try await desk.history(
                of: execution, after: call.optionalText("nextToken", limit: 1024), isReversed: isReversed,
                limit: min(call.pageSize(), 200))
        } catch let error as PlaybookDeskError {
            throw error.code == .notFound ? AWSError.noExecution(arn) : AWSError.invalidToken
        }
        var answer: JSONObject = ["events": .array(page.items.map { Self.told($0, showsData: showsData) })]
        if let next = page.nextCursor { answer["nextToken"] = .string(next) }
        return .object(answer)
    }

    /// What a step or an execution was given and came to.
    private static let data: Set<String> = [
        "input", "inputDetails", "output", "outputDetails", "parameters", "cause", "error", "assignedVariables",
        "assignedVariablesDetails",
    ]

    /// An event of the store as the protocol has it: its time is a number, and what was left out is not there.
    static func told(_ event: JSON, showsData: Bool) -> JSON {
        guard let members = event.objectValue else { return event }
        var told = JSONObject(minimumCapacity: members.count)
        for (key, value) in members {
            if key == "timestamp" {
                told[key] = value.stringValue.flatMap { RFC3339.date(from: $0) }?.epochSeconds ?? value
            } else if !showsData, let details = value.objectValue {
                told[key] = .object(
                    JSONObject(details.lazy.filter { !data.contains($0.key) }.map { ($0.key, $0.value) }))
            } else {
                told[key] = value
            }
        }
        return .object(told)
    }
}
