/// Something outside of the playbook that its parameters may ask for.
public enum ParameterLookup: Sendable, Hashable {
    /// The text of an object in the vault: `vault:id`, `{{ vault('id') }}`.
    case vault(String)
    /// A secret: `{{ secret('/path') }}`.
    case secret(String)
    /// A variable of the integration's environment: `{{ env('NAME') }}`.
    case environment(String)
}

extension ParameterLookup: CustomStringConvertible {
    /// What is looked up; never its value.
    public var description: String {
        switch self {
        case .vault(let id): "vault object \"\(id)\""
        case .secret(let path): "secret \"\(path)\""
        case .environment(let name): "environment variable \"\(name)\""
        }
    }
}

/// What answers the lookups of parameters at once, and what evaluation has no source of its own for: time and chance.
public protocol ParameterLookups: Sendable {
    /// The text that is looked up; `nil` when there is none.
    func value(of lookup: ParameterLookup) throws(TemplateError) -> String?
    /// The time, in seconds since 1970 in UTC, for `datetime_from_now`.
    var now: Int64 { get }
    /// What the filter `random` draws from: the same seed gives the same draws.
    var seed: UInt64 { get }
    /// Seconds east of UTC of a time zone ("Europe/Berlin") at a time; `nil` when there is no such zone.
    func offset(of timeZone: String, at time: Int64) -> Int?
}

/// What answers the lookups of parameters when it has been asked, over a network for instance.
public protocol AsyncParameterLookups: Sendable {
    /// The text that is looked up; `nil` when there is none.
    func value(of lookup: ParameterLookup) async throws -> String?
}

/// Lookups that are answered from tables.
public struct ParameterTables: ParameterLookups {
    /// The texts of the vault, by id.
    public var vault: [String: String]
    /// The secrets, by path.
    public var secrets: [String: String]
    /// The environment's variables, by name.
    public var environment: [String: String]
    /// The time, in seconds since 1970 in UTC.
    public var now: Int64
    /// What the filter `random` draws from.
    public var seed: UInt64

    /// Tables that are empty where nothing is given.
    public init(
        vault: [String: String] = [:], secrets: [String: String] = [:], environment: [String: String] = [:],
        now: Int64 = 0, seed: UInt64 = 0
    ) {
        self.vault = vault
        self.secrets = secrets
        self.environment = environment
        self.now = now
        self.seed = seed
    }

    /// The table's entry; `nil` when there is none.
    public func value(of lookup: ParameterLookup) throws(TemplateError) -> String? {
        switch lookup {
        case .vault(let id): vault[id]
        case .secret(let path): secrets[path]
        case .environment(let name): environment[name]
        }
    }
}
