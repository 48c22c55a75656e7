public import IncidentStore
import JSON
public import PlaybookStore
import Playbooks
import WorkStore

/// Playbooks as state machines, which clients of AWS Step Functions create, update and name versions of.
extension PlaybookDesk {
    /// A state machine.
    /// - Throws: ``PlaybookDeskError/Code/notFound``; `PostgresError`.
    public func machine(_ name: String) async throws -> StateMachineRecord {
        guard let machine = try await StateMachineRows.machine(name, in: database) else {
            throw PlaybookDeskError.noPlaybook(name)
        }
        return machine
    }

    /// A part of all state machines, by name.
    /// - Parameter limit: of one page, 1 to 1,000.
    public func machines(after cursor: String?, limit: Int) async throws -> Page<StateMachineRecord> {
        try await StateMachineRows.list(after: cursor, limit: limit, in: database)
    }

    /// The current version of a playbook, or the one with this number.
    /// - Throws: ``PlaybookDeskError/Code/notFound``; `PostgresError`.
    public func version(_ number: Int? = nil, of name: String) async throws -> PlaybookVersion {
        guard let version = try await PlaybookRows.version(of: name, number: number, in: database) else {
            throw PlaybookDeskError.noPlaybook(name)
        }
        return version
    }

    /// All versions of a playbook, the newest first.
    public func versions(of name: String) async throws -> [PlaybookVersion] {
        try await PlaybookRows.versions(of: name, in: database)
    }

    /// Creates a state machine. The same again is the same one, whatever its role is.
    /// - Parameter role: as its creator names it; nothing is done in it.
    /// - Throws: ``PlaybookDeskError/Code/taken`` when there is one of this name with another definition or of another kind;
    ///   as ``apply(_:named:actor:where:)``.
    public func create(
        _ name: String, _ text: String, _ kind: StateMachineRecord.Kind, role: String, actor: String
    ) async throws -> (machine: StateMachineRecord, version: PlaybookVersion) {
        let (version, _) = try await apply(.definition(text), named: name, actor: actor) { before, work in
            guard let before else { return work.write(StateMachineRows.put(name, kind, role: role)) }
            let known = try await StateMachineRows.machine(name, in: work)
            let isSame = try RunnablePlaybook(PlaybookSource(text, named: name)).text == before.machine
            guard isSame, known?.kind == kind else {
                throw PlaybookDeskError(
                    .taken, "there is a playbook \(name) with another definition; choose another name, or update that")
            }
        }
        return (try await machine(name), version)
    }

    /// Changes definition or role of a state machine. What runs goes on by the version that it began with.
    /// - Parameters:
    ///   - text: the definition; `nil` to leave it.
    ///   - role: as its creator names it; `nil` to leave it.
    /// - Throws: ``PlaybookDeskError/Code/notFound``; as ``apply(_:named:actor:where:)``.
    public func update(_ name: String, _ text: String?, role: String?, actor: String) async throws -> PlaybookVersion {
        let known = try await machine(name)
        guard let text else {
            if let role {
                try await committer.commit { work in
                    work.write(StateMachineRows.put(name, known.kind, role: role))
                }
            }
            return try await version(of: name)
        }
        return try await apply(.definition(text), named: name, actor: actor) { before, work in
            guard before != nil else { throw PlaybookDeskError.noPlaybook(name) }
            if let role { work.write(StateMachineRows.put(name, known.kind, role: role)) }
        }.version
    }

    // MARK: - Aliases

    /// An alias of a playbook; `nil` when there is none.
    public func alias(_ name: String, of playbook: String) async throws -> PlaybookAlias? {
        try await AliasRows.alias(name, of: playbook, in: database)
    }

    /// A part of a playbook's aliases, by name.
    /// - Parameter limit: of one page, 1 to 1,000.
    public func aliases(of playbook: String, after cursor: String?, limit: Int) async throws -> Page<PlaybookAlias> {
        try await AliasRows.list(of: playbook, after: cursor, limit: limit, in: database)
    }

    /// Names a version, or two that share the executions. The same again is the same alias.
    /// - Throws: ``PlaybookDeskError/Code/taken``, ``PlaybookDeskError/Code/invalid``, ``PlaybookDeskError/Code/notFound``.
    public func create(_ alias: PlaybookAlias) async throws -> PlaybookAlias {
        try await check(alias)
        let isNew = try await committer.commit { work in try await !work.query(AliasRows.insert(alias)).isEmpty }
        guard let stored = try await self.alias(alias.name, of: alias.playbook) else {
            throw PlaybookDeskError(.over, "the alias \(alias.name) was taken away meanwhile; create it again")
        }
        let isSame =
            stored.version == alias.version && stored.weight == alias.weight
            && stored.otherVersion == alias.otherVersion && stored.description == alias.description
        guard isNew || isSame else {
            throw PlaybookDeskError(.taken, "\(alias.playbook) has an alias \(alias.name) for something else")
        }
        return stored
    }

    /// Has an alias stand for something else from now on.
    /// - Throws: as ``create(_:)``.
    public func update(_ alias: PlaybookAlias) async throws -> PlaybookAlias {
        try await check(alias)
        let isThere = try await committer.commit { work in try await !work.query(AliasRows.update(alias)).isEmpty }
        guard isThere, let stored = try await self.alias(alias.name, of: alias.playbook) else {
            throw PlaybookDeskError(.notFound, "\(alias.playbook) has no alias \(alias.name)")
        }
        return stored
    }

    /// Takes an alias away; one that is not there is no error.
    public func deleteAlias(_ name: String, of playbook: String) async throws {
        try await committer.commit { work in _ = try await work.query(AliasRows.delete(name, of: playbook)) }
    }

    private func check(_ alias: PlaybookAlias) async throws {
        let isName =
            (1...80).contains(alias.name.utf8.count) && !alias.name.allSatisfy(\.isNumber)
            && PlaybookName.isName(String(alias.name.filter { $0 != "." } + "a").prefix(80).description)
        guard isName else {
            throw PlaybookDeskError(
                .invalid,
                "the name of an alias has 1 to 80 letters, digits, \"-\", \"_\" and \".\", and more than digits: \"\(alias.name.prefix(100))\" is none"
            )
        }
        guard (0...100).contains(alias.weight), alias.otherVersion != nil || alias.weight == 100 else {
            throw PlaybookDeskError(.invalid, "weights are 0 to 100, and 100 together")
        }
        _ = try await version(alias.version, of: alias.playbook)
        if let other = alias.otherVersion { _ = try await version(other, of: alias.playbook) }
    }
}
