import Encodings
import FoundationEssentials
import IncidentStore
import JSON
import PlaybookDesk
import PlaybookStore
import StatesLanguage

/// State machines: playbooks under the names of AWS.
struct MachineOperations: Sendable {
    let desk: PlaybookDesk

    var all: [AmazonOperation] {
        [
            AmazonOperation("CreateStateMachine", for: .administration, perform: create),
            AmazonOperation("UpdateStateMachine", for: .administration, perform: update),
            AmazonOperation("DescribeStateMachine", for: .incidentsRead, perform: describe),
            AmazonOperation("ListStateMachines", for: .incidentsRead, perform: list),
            AmazonOperation("DeleteStateMachine", for: .administration) { call in
                _ = try await desk.machine(of: call.machine())
                throw AWSError.validation(
                    "playbooks and their versions stay, since executions are told by them; a playbook that nothing starts runs no more"
                )
            },
        ]
    }

    @Sendable private func create(_ call: AmazonCall) async throws -> JSON {
        let name = try call.text("name", limit: 80)
        guard AmazonNames.isName(name) else { throw AWSError("InvalidName", "Invalid Name: '\(name)'") }
        let kind = try call.word("type", of: StateMachineRecord.Kind.self) ?? .standard
        let text = try Self.definition(call.text("definition", limit: 1 << 20), kind)
        let role = try call.text("roleArn", limit: 256)
        do {
            let (machine, version) = try await desk.create(name, text, kind, role: role, actor: call.actor)
            var answer: JSONObject = [
                "stateMachineArn": call.arn(name), "creationDate": machine.createdAt.epochSeconds,
            ]
            if try call.flag("publish") { answer["stateMachineVersionArn"] = call.arn(name, "\(version.number)") }
            return .object(answer)
        } catch let error as PlaybookDeskError where error.code == .taken {
            throw AWSError(
                "StateMachineAlreadyExists", "State Machine Already Exists: '\(call.arn(name).stringValue ?? "")'")
        } catch let error as PlaybookDeskError where error.code == .invalid {
            throw AWSError("InvalidDefinition", "Invalid State Machine Definition: '\(error.detail)'")
        }
    }

    @Sendable private func update(_ call: AmazonCall) async throws -> JSON {
        let name = try call.machine()
        guard name.rest == nil else { throw AWSError.invalidARN("Resource type not valid in this context: \(name)") }
        let machine = try await desk.machine(of: name)
        let text = try call.optionalText("definition", limit: 1 << 20).map { text throws(AWSError) in
            try Self.definition(text, machine.kind)
        }
        let role = try call.optionalText("roleArn", limit: 256)
        guard text != nil || role != nil else {
            throw AWSError("MissingRequiredParameter", "Either the definition, the role ARN, or both must be specified")
        }
        do {
            let version = try await desk.update(name.machine, text, role: role, actor: call.actor)
            var answer: JSONObject = [
                "updateDate": Date().epochSeconds, "revisionId": .string(AmazonNames.revision(version)),
            ]
            if try call.flag("publish") {
                answer["stateMachineVersionArn"] = call.arn(name.machine, "\(version.number)")
            }
            return .object(answer)
        } catch let error as PlaybookDeskError where error.code == .invalid {
            throw AWSError("InvalidDefinition", "Invalid State Machine Definition: '\(error.detail)'")
        }
    }

    /// - Throws: `InvalidDefinition` in the words of the service.
    private static func definition(_ text: String, _ kind: StateMachineRecord.Kind) throws(AWSError) -> String {
        do {
            _ = try StateMachine(parsing: text, kind: kind == .express ? .express : .standard)
            return text
        } catch {
            throw AWSError("InvalidDefinition", error.message)
        }
    }

    @Sendable private func describe(_ call: AmazonCall) async throws -> JSON {
        let name = try call.machine()
        let machine = try await desk.machine(of: name)
        let version = try await desk.version(of: name)
        var answer = AmazonNames.described(machine, version)
        answer["stateMachineArn"] = .string(name.description)
        answer["creationDate"] = name.rest == nil ? machine.createdAt.epochSeconds : version.appliedAt.epochSeconds
        answer["status"] = "ACTIVE"
        return .object(answer)
    }

    @Sendable private func list(_ call: AmazonCall) async throws -> JSON {
        let page = try await desk.machines(
            after: call.optionalText("nextToken", limit: 1024), limit: call.pageSize())
        var answer: JSONObject = [
            "stateMachines": .array(
                page.items.map { machine in
                    [
                        "stateMachineArn": call.arn(machine.name), "name": .string(machine.name),
                        "type": .string(machine.kind.rawValue), "creationDate": machine.createdAt.epochSeconds,
                    ]
                })
        ]
        if let next = page.nextCursor { answer["nextToken"] = .string(next) }
        return .object(answer)
    }
}

/// What is told of names and versions in several operations.
enum AmazonNames {
    /// Whether a text may name a playbook or an execution here.
    static func isName(_ text: String) -> Bool {
        (1...80).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    /// A version's text under an id of the form that AWS's revisions have: another text has another one.
    static func revision(_ version: PlaybookVersion) -> String {
        let digits = Array(Hex.encode(version.digest.prefix(16)))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }

    /// The definition as JSON: as it was applied, unless that was YAML.
    static func definition(_ version: PlaybookVersion) -> String {
        (try? JSON.parse(version.source, limits: PlaybookVersion.limits)) == nil ? version.machine : version.source
    }

    /// What DescribeStateMachine and DescribeStateMachineForExecution tell alike.
    static func described(_ machine: StateMachineRecord, _ version: PlaybookVersion) -> JSONObject {
        [
            "name": .string(machine.name), "definition": .string(definition(version)),
            "roleArn": .string(machine.roleARN ?? "arn:aws:iam::\(AmazonName.account):role/muster"),
            "type": .string(machine.kind.rawValue), "revisionId": .string(revision(version)),
            "loggingConfiguration": ["level": "OFF", "includeExecutionData": false],
            "tracingConfiguration": ["enabled": false],
        ]
    }
}

extension PlaybookDesk {
    /// The state machine of an ARN.
    /// - Throws: `StateMachineDoesNotExist`.
    func machine(of name: AmazonName) async throws -> StateMachineRecord {
        do {
            return try await machine(name.machine)
        } catch let error as PlaybookDeskError where error.code == .notFound {
            throw AWSError.noMachine(name)
        }
    }

    /// The number of the version that an ARN names, for one execution where an alias shares them; `nil` for the current one.
    /// - Throws: `StateMachineDoesNotExist` for an alias that is not there.
    func number(of name: AmazonName) async throws -> Int? {
        guard let rest = name.rest else { return nil }
        if rest.allSatisfy(\.isNumber) {
            guard let number = Int32(rest) else { throw AWSError.noMachine(name) }
            return Int(number)
        }
        guard let alias = try await alias(rest, of: name.machine) else { throw AWSError.noMachine(name) }
        return alias.version(drawing: Int.random(in: 0..<100))
    }

    /// The version that an ARN names.
    /// - Throws: `StateMachineDoesNotExist`.
    func version(of name: AmazonName) async throws -> PlaybookVersion {
        do {
            return try await version(number(of: name), of: name.machine)
        } catch let error as PlaybookDeskError where error.code == .notFound {
            throw AWSError.noMachine(name)
        }
    }
}
