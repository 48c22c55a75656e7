import FoundationEssentials
import Incident
import IncidentStore
import JSON
import PlaybookDesk
import PlaybookStore
import StatesLanguage

/// Executions: started, told and changed.
struct ExecutionOperations: Sendable {
    let desk: ExecutionDesk
    let playbooks: PlaybookDesk
    let waits = SyncWaits()

    var all: [AmazonOperation] {
        [
            AmazonOperation("StartExecution", for: .playbooksStart) { call in
                let started = try await start(call)
                return [
                    "executionArn": .string(started.arn.description),
                    "startDate": started.execution.startedAt.epochSeconds,
                ]
            },
            AmazonOperation("StartSyncExecution", for: .playbooksStart, perform: startSync),
            AmazonOperation("DescribeExecution", for: .incidentsRead, perform: describe),
            AmazonOperation("ListExecutions", for: .incidentsRead, perform: list),
            AmazonOperation("StopExecution", for: .playbooksStart, perform: stop),
            AmazonOperation("RedriveExecution", for: .playbooksStart, perform: redrive),
            AmazonOperation("DescribeStateMachineForExecution", for: .incidentsRead, perform: describeMachine),
        ]
    }

    // MARK: - Starting

    private func start(_ call: AmazonCall) async throws -> (execution: ExecutionRecord, arn: AmazonName) {
        let machine = try call.machine()
        let name = try call.optionalText("name", limit: 80)
        if let name, !AmazonNames.isName(name) { throw AWSError("InvalidName", "Invalid Name: '\(name)'") }
        let text = try call.optionalText("input", limit: ExecutionStarter.inputLimit) ?? "{}"
        // Without a name a call that is tried again, since its answer was lost, would start another execution.
        var request = ExecutionRequest(input: try Self.input(text), name: name ?? call.repetition?.key)
        request.version = try await playbooks.number(of: machine)
        do {
            let (execution, isNew) = try await desk.begin(
                machine.machine, request, actor: call.actor, viewer: call.viewer, trace: call.trace)
            let arn = AmazonName(.execution, execution.playbook, execution.name, in: call.region)
            guard isNew || name == nil || execution.status == .running else { throw Self.taken(arn) }
            return (execution, arn)
        } catch let error as PlaybookDeskError {
            switch error.code {
            case .notFound: throw AWSError.noMachine(machine)
            case .taken: throw Self.taken(AmazonName(.execution, machine.machine, name, in: call.region))
            default: throw AWSError("InvalidExecutionInput", "Invalid State Machine Execution Input: '\(error.detail)'")
            }
        }
    }

    private static func input(_ text: String) throws(AWSError) -> JSON {
        do {
            return try JSON.parse(text, limits: JSONLimits(depth: 128, bytes: ExecutionStarter.inputLimit))
        } catch {
            throw AWSError("InvalidExecutionInput", "Invalid State Machine Execution Input: '\(error)'")
        }
    }

    private static func taken(_ arn: AmazonName) -> AWSError {
        AWSError("ExecutionAlreadyExists", "Execution Already Exists: '\(arn)'")
    }

    /// Starts an execution and waits for its end. What takes longer than anybody waits is ended.
    @Sendable private func startSync(_ call: AmazonCall) async throws -> JSON {
        guard waits.begin() else { throw AWSError("ThrottlingException", "Rate exceeded") }
        defer { waits.end() }
        let (started, arn) = try await start(call)
        var execution = started
        let deadline = ContinuousClock.now + SyncWaits.patience
        while execution.status == .running, .now < deadline {
            try await Task.sleep(for: SyncWaits.pause)
            execution = try await desk.execution(started.id, for: .system).execution
        }
        var answer: JSONObject = [
            "executionArn": .string(arn.description), "name": .string(execution.name),
            "stateMachineArn": call.arn(execution.playbook), "startDate": execution.startedAt.epochSeconds,
            "stopDate": (execution.stoppedAt ?? Date()).epochSeconds, "input": .string(execution.input),
            "inputDetails": ["included": true],
            "billingDetails": ["billedDurationInMilliseconds": 0, "billedMemoryUsedInMB": 0],
        ]
        guard execution.status != .running else {
            let reason = ErrorOutput(
                error: ErrorName.timeout, cause: "the caller waits no longer than \(SyncWaits.patience)")
            _ = try? await desk.stop(
                started.id, StopRequest(reason: reason), actor: call.actor, viewer: .system, trace: call.trace)
            answer["status"] = "TIMED_OUT"
            answer["error"] = .optional(reason.error)
            answer["cause"] = .optional(reason.cause)
            return .object(answer)
        }
        // One that waits for it is told FAILED where the execution was stopped.
        answer["status"] = .string(execution.status == .aborted ? "FAILED" : execution.status.rawValue)
        Self.addEnd(of: execution, to: &answer)
        return .object(answer)
    }

    private static func addEnd(of execution: ExecutionRecord, to answer: inout JSONObject) {
        if let output = execution.output {
            answer["output"] = .string(output)
            answer["outputDetails"] = ["included": true]
        }
        if let error = execution.error?.error { answer["error"] = .string(error) }
        if let cause = execution.error?.cause { answer["cause"] = .string(cause) }
    }

    // MARK: - Telling

    private func find(_ call: AmazonCall) async throws -> (execution: ExecutionRecord, arn: AmazonName) {
        let arn = try call.execution()
        do {
            return (
                try await desk.execution(named: arn.rest ?? "", of: arn.machine, for: call.viewer),
                AmazonName(.execution, arn.machine, arn.rest, in: call.region)
            )
        } catch let error as PlaybookDeskError where error.code == .notFound {
            throw AWSError.noExecution(arn)
        }
    }

    @Sendable private func describe(_ call: AmazonCall) async throws -> JSON {
        let (execution, arn) = try await find(call)
        let redrives = try await desk.redrives(of: execution)
        var answer: JSONObject = [
            "executionArn": .string(arn.description), "stateMachineArn": call.arn(execution.playbook),
            "name": .string(execution.name), "status": .string(execution.status.rawValue),
            "startDate": execution.startedAt.epochSeconds,
            "stateMachineVersionArn": call.arn(execution.playbook, "\(execution.version)"),
            "redriveCount": .int(redrives.count),
        ]
        if let stopped = execution.stoppedAt { answer["stopDate"] = stopped.epochSeconds }
        if let last = redrives.last { answer["redriveDate"] = last.epochSeconds }
        if try call.optionalText("includedData", limit: 40) != "METADATA_ONLY" {
            answer["input"] = .string(execution.input)
            answer["inputDetails"] = ["included": true]
            Self.addEnd(of: execution, to: &answer)
        }
        switch execution.status {
        case .failed, .timedOut, .aborted: answer["redriveStatus"] = "REDRIVABLE"
        case .running, .succeeded:
            answer["redriveStatus"] = "NOT_REDRIVABLE"
            answer["redriveStatusReason"] = .string("Execution is \(execution.status.rawValue) and cannot be redriven")
        }
        return .object(answer)
    }

    /// What ListExecutions may be asked for.
    private enum Filter: String, CaseIterable {
        case running = "RUNNING"
        case succeeded = "SUCCEEDED"
        case failed = "FAILED"
        case timedOut = "TIMED_OUT"
        case aborted = "ABORTED"
        case pendingRedrive = "PENDING_REDRIVE"

        /// A paused one runs, as far as AWS has words for it.
        var states: [String] { self == .running ? ["RUNNING", "PAUSED"] : [rawValue] }
    }

    @Sendable private func list(_ call: AmazonCall) async throws -> JSON {
        let machine = try call.machine()
        guard machine.rest == nil else {
            throw AWSError.validation("executions are listed by state machine, and not by version or alias")
        }
        _ = try await playbooks.machine(of: machine)
        let filter = try call.word("statusFilter", of: Filter.self)
        // A redrive is no state of its own here.
        if filter == .pendingRedrive { return ["executions": []] }
        let page: Page<ExecutionRecord>
        do {
            page = try await desk.list(
                states: filter?.states ?? [], playbook: machine.machine, of: nil, for: call.viewer,
                after: call.optionalText("nextToken", limit: 1024), limit: min(call.pageSize(), 200))
        } catch let error as IncidentStoreError where error.code == .invalidCursor {
            throw AWSError.invalidToken
        }
        var answer: JSONObject = [
            "executions": .array(
                page.items.map { execution in
                    var item: JSONObject = [
                        "executionArn": .string(
                            AmazonName(.execution, execution.playbook, execution.name, in: call.region).description),
                        "stateMachineArn": call.arn(execution.playbook), "name": .string(execution.name),
                        "status": .string(execution.status.rawValue), "startDate": execution.startedAt.epochSeconds,
                        "stateMachineVersionArn": call.arn(execution.playbook, "\(execution.version)"),
                    ]
                    if let stopped = execution.stoppedAt { item["stopDate"] = stopped.epochSeconds }
                    return .object(item)
                })
        ]
        if let next = page.nextCursor { answer["nextToken"] = .string(next) }
        return .object(answer)
    }

    @Sendable private func describeMachine(_ call: AmazonCall) async throws -> JSON {
        let (execution, _) = try await find(call)
        let machine = try await playbooks.machine(execution.playbook)
        let version = try await playbooks.version(execution.version, of: execution.playbook)
        var answer = AmazonNames.described(machine, version)
        answer.removeValue(forKey: "type")
        answer["stateMachineArn"] = call.arn(execution.playbook)
        answer["updateDate"] = version.appliedAt.epochSeconds
        return .object(answer)
    }

    // MARK: - Changing

    /// Ends an execution. One that has ended stays as it is, which is no error at AWS either.
    @Sendable private func stop(_ call: AmazonCall) async throws -> JSON {
        let (execution, _) = try await find(call)
        let reason = ErrorOutput(
            error: try call.optionalText("error", limit: 256), cause: try call.optionalText("cause", limit: 32_768))
        do {
            let stopped = try await desk.stop(
                execution.id, StopRequest(reason: reason), actor: call.actor, viewer: call.viewer, trace: call.trace)
            return ["stopDate": (stopped.stoppedAt ?? Date()).epochSeconds]
        } catch let error as PlaybookDeskError where error.code == .over {
            return ["stopDate": (execution.stoppedAt ?? Date()).epochSeconds]
        }
    }

    @Sendable private func redrive(_ call: AmazonCall) async throws -> JSON {
        let (execution, arn) = try await find(call)
        do {
            _ = try await desk.redrive(execution.id, actor: call.actor, viewer: call.viewer, trace: call.trace)
            return ["redriveDate": Date().epochSeconds]
        } catch let error as PlaybookDeskError where error.code == .over {
            throw AWSError(
                "ExecutionNotRedrivable",
                "The RedriveExecution request cannot be completed: '\(arn)' is \(execution.status.rawValue)")
        }
    }
}
