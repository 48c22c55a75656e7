import Capabilities
import JSON
import Organisation

/// What the organisation says about its Jira, beside what is said about every provider.
struct JiraSettings: Sendable, Hashable {
    /// The keys of its own.
    static let keys = [
        "deployment", "project", "issue_type", "user", "site_url", "labels", "priorities", "statuses", "resolution",
        "custom_fields",
    ]

    var deployment: JiraDeployment
    /// The key of the project that tickets lie in: `OPS`.
    var project: String
    /// The name of the tickets' type, or its id.
    var issueType: String
    /// Whom the token belongs to: a mail address in the cloud, a user name at a Data Center. Without it the token is sent as
    /// bearer token.
    var user: String?
    /// Where people open tickets, when that is not where the interface is.
    var site: String?
    /// What tickets are labelled with, beside their own label.
    var labels: [String]
    /// Jira's priorities by those of incidents; what is not here stays Jira's own.
    var priorities: [String: String]
    /// Names of Jira's statuses by those of incidents; what is not here goes by category.
    var statuses: [String: String]
    /// How tickets are resolved where their workflow asks for it.
    var resolution: String?
    var customFields: [JiraCustomField]

    /// - Throws: `JSONDecodingError` that names what Jira cannot be worked with.
    init(_ reader: JSONReader) throws {
        deployment = try reader.optionalEnumeration("deployment", of: JiraDeployment.self) ?? .cloud
        project = try reader.string("project", length: 2...255)
        guard project.wholeMatch(of: /[A-Z][A-Z0-9_]+/) != nil else {
            throw try reader.member("project").error(
                expected: "the key of a project, such as OPS", found: "`\(project)`")
        }
        issueType = try reader.optionalLine("issue_type", length: 1...100) ?? "Task"
        user = try reader.optionalLine("user", length: 1...255)
        site = try reader.optionalString("site_url", length: 8...2000)
        labels = try reader.optionalStrings("labels", max: 20, length: 1...200)
        if let label = labels.first(where: { $0.contains { $0.isWhitespace } }) {
            throw try reader.member("labels").error(expected: "labels without spaces", found: "`\(label)`")
        }
        priorities = try Self.names(reader, "priorities")
        statuses = try Self.names(reader, "statuses")
        resolution = try reader.optionalLine("resolution", length: 1...100)
        customFields = try reader.optionalArray("custom_fields", max: 50).map { try JiraCustomField($0) }
    }

    /// Of a provider that was checked when its configuration was applied.
    /// - Returns: `nil` when it cannot be read, as it is of a newer release that writes it otherwise.
    init?(_ settings: ProviderSettings) {
        guard let read = try? JiraSettings(JSONReader(.object(settings.options))) else { return nil }
        self = read
    }

    /// Checks what the file says, more than what can be read.
    static func check(_ reader: JSONReader) throws {
        let settings = try JiraSettings(reader)
        _ = try reader.string("url", length: 8...2000)
        let statuses = ["active", "stable", "closed"]
        if let status = settings.statuses.keys.sorted().first(where: { !statuses.contains($0) }) {
            throw try reader.member("statuses").error(
                expected: "only \(statuses.joined(separator: ", "))", found: "also `\(status)`")
        }
        if settings.deployment == .cloud, let user = settings.user, !user.contains("@") {
            throw try reader.member("user").error(
                expected: "the mail address of the account, as the cloud wants it", found: "`\(user)`")
        }
    }

    private static func names(_ reader: JSONReader, _ key: String) throws -> [String: String] {
        guard let object = try reader.optional(key) else { return [:] }
        var names: [String: String] = [:]
        for name in try object.members().keys { names[name] = try object.line(name, length: 1...100) }
        return names
    }
}
