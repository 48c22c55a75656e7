import FoundationEssentials
import IncidentStore
import JSON
import PlaybookDesk
import PlaybookStore

/// Versions and aliases. Every version that was applied counts as published: it has a number and never changes.
struct VersionOperations: Sendable {
    let desk: PlaybookDesk

    var all: [AmazonOperation] {
        [
            AmazonOperation("PublishStateMachineVersion", for: .administration, perform: publish),
            AmazonOperation("ListStateMachineVersions", for: .incidentsRead, perform: versions),
            AmazonOperation("CreateStateMachineAlias", for: .administration, perform: create),
            AmazonOperation("UpdateStateMachineAlias", for: .administration, perform: update),
            AmazonOperation("DescribeStateMachineAlias", for: .incidentsRead) { call in
                let alias = try await alias(call)
                return .object(Self.told(alias, call))
            },
            AmazonOperation("ListStateMachineAliases", for: .incidentsRead, perform: list),
            AmazonOperation("DeleteStateMachineAlias", for: .administration) { call in
                let name = try Self.aliasName(call)
                try await desk.deleteAlias(name.rest ?? "", of: name.machine)
                return [:]
            },
        ]
    }

    @Sendable private func publish(_ call: AmazonCall) async throws -> JSON {
        let name = try call.machine()
        let version = try await desk.version(of: name)
        if let wanted = try call.optionalText("revisionId", limit: 256), wanted != AmazonNames.revision(version) {
            throw AWSError(
                "ConflictException",
                "Failed to publish the State Machine version for revision \(wanted). The current State Machine revision is "
                    + "\(AmazonNames.revision(version)).")
        }
        return [
            "creationDate": version.appliedAt.epochSeconds,
            "stateMachineVersionArn": call.arn(name.machine, "\(version.number)"),
        ]
    }

    @Sendable private func versions(_ call: AmazonCall) async throws -> JSON {
        let name = try call.machine()
        _ = try await desk.machine(of: name)
        let known = try await desk.versions(of: name.machine)
        let cursor = try call.optionalText("nextToken", limit: 1024)
        let before = try cursor.map { text throws(AWSError) in
            guard let number = Int32(text) else { throw .invalidToken }
            return Int(number)
        }
        let rest = known.filter { $0.number < before ?? Int.max }
        let shown = rest.prefix(try call.pageSize())
        var answer: JSONObject = [
            "stateMachineVersions": .array(
                shown.map { version in
                    [
                        "stateMachineVersionArn": call.arn(name.machine, "\(version.number)"),
                        "creationDate": version.appliedAt.epochSeconds,
                    ]
                })
        ]
        if rest.count > shown.count, let last = shown.last { answer["nextToken"] = .string("\(last.number)") }
        return .object(answer)
    }

    // MARK: - Aliases

    @Sendable private func create(_ call: AmazonCall) async throws -> JSON {
        let (machine, routes) = try Self.routes(call)
        guard let routes, let machine else { throw AWSError.constraint("routingConfiguration", "not be null") }
        let alias = PlaybookAlias(
            playbook: machine, name: try call.text("name", limit: 80),
            description: try call.optionalText("description", limit: 256) ?? "", version: routes.version,
            weight: routes.weight, otherVersion: routes.other)
        let stored = try await Self.translating(machine, call) { try await desk.create(alias) }
        return [
            "stateMachineAliasArn": call.arn(machine, stored.name), "creationDate": stored.createdAt.epochSeconds,
        ]
    }

    @Sendable private func update(_ call: AmazonCall) async throws -> JSON {
        var alias = try await alias(call)
        let (machine, routes) = try Self.routes(call)
        guard machine == nil || machine == alias.playbook else {
            throw AWSError.validation("an alias names versions of its own state machine alone")
        }
        if let routes {
            (alias.version, alias.weight, alias.otherVersion) = (routes.version, routes.weight, routes.other)
        }
        if let text = try call.optionalText("description", limit: 256) { alias.description = text }
        let changed = alias
        let stored = try await Self.translating(alias.playbook, call) { try await desk.update(changed) }
        return ["updateDate": stored.changedAt.epochSeconds]
    }

    @Sendable private func list(_ call: AmazonCall) async throws -> JSON {
        let name = try call.machine()
        _ = try await desk.machine(of: name)
        let page = try await desk.aliases(
            of: name.machine, after: call.optionalText("nextToken", limit: 1024), limit: call.pageSize())
        var answer: JSONObject = [
            "stateMachineAliases": .array(
                page.items.map { alias in
                    [
                        "stateMachineAliasArn": call.arn(alias.playbook, alias.name),
                        "creationDate": alias.createdAt.epochSeconds,
                    ]
                })
        ]
        if let next = page.nextCursor { answer["nextToken"] = .string(next) }
        return .object(answer)
    }

    private static func aliasName(_ call: AmazonCall) throws(AWSError) -> AmazonName {
        let name = try call.machine("stateMachineAliasArn")
        guard let rest = name.rest, !rest.allSatisfy(\.isNumber) else {
            throw .invalidARN("Resource type not valid in this context: \(name)")
        }
        return name
    }

    private func alias(_ call: AmazonCall) async throws -> PlaybookAlias {
        let name = try Self.aliasName(call)
        guard let alias = try await desk.alias(name.rest ?? "", of: name.machine) else {
            throw AWSError("ResourceNotFound", "Request references a resource that does not exist: '\(name)'")
        }
        return alias
    }

    private static func told(_ alias: PlaybookAlias, _ call: AmazonCall) -> JSONObject {
        var routes: [JSON] = [
            [
                "stateMachineVersionArn": call.arn(alias.playbook, "\(alias.version)"),
                "weight": .int(alias.weight),
            ]
        ]
        if let other = alias.otherVersion {
            routes.append(
                [
                    "stateMachineVersionArn": call.arn(alias.playbook, "\(other)"),
                    "weight": .int(100 - alias.weight),
                ])
        }
        return [
            "stateMachineAliasArn": call.arn(alias.playbook, alias.name), "name": .string(alias.name),
            "description": .string(alias.description), "routingConfiguration": .array(routes),
            "creationDate": alias.createdAt.epochSeconds, "updateDate": alias.changedAt.epochSeconds,
        ]
    }

    /// `routingConfiguration`: one or two versions of one state machine, with weights of 100 together; `nil` when it is not there.
    private static func routes(
        _ call: AmazonCall
    ) throws(AWSError) -> (machine: String?, routes: (version: Int, weight: Int, other: Int?)?) {
        guard let list = call.input["routingConfiguration"], !list.isNull else { return (nil, nil) }
        guard let items = list.arrayValue, (1...2).contains(items.count) else {
            throw .constraint("routingConfiguration", "have length between 1 and 2")
        }
        var found: [(machine: String, version: Int, weight: Int)] = []
        for item in items {
            guard let text = item["stateMachineVersionArn"]?.stringValue, let weight = item["weight"]?.intValue else {
                throw .constraint("routingConfiguration", "have stateMachineVersionArn and weight")
            }
            let name = try AmazonName(text, of: .stateMachine) { .noMachine($0) }
            guard let version = name.rest.flatMap({ Int32($0) }) else {
                throw .invalidARN("Resource type not valid in this context: \(name)")
            }
            found.append((name.machine, Int(version), weight))
        }
        guard Set(found.map(\.machine)).count == 1, found.map(\.weight).reduce(0, &+) == 100 else {
            throw .validation("routes are versions of one state machine, and their weights are 100 together")
        }
        let other = found.count > 1 ? found[1].version : nil
        return (found[0].machine, (found[0].version, found[0].weight, other))
    }

    private static func translating<Result>(
        _ machine: String, _ call: AmazonCall, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let error as PlaybookDeskError {
            switch error.code {
            case .notFound:
                throw AWSError("ResourceNotFound", "Request references a resource that does not exist: \(error.detail)")
            case .taken: throw AWSError("ConflictException", error.detail)
            default: throw AWSError.validation(error.detail)
            }
        }
    }
}
