import Capabilities
import Encodings
import JSON
import VendorCalls

/// Looks at what a new ticket of the project can and must have.
struct JiraFieldCheck: Sendable {
    private struct Field: Sendable {
        var id: String
        var name: String
        var isDemanded: Bool
    }

    let jira: JiraSystem

    private var settings: JiraSettings { jira.settings }
    private var base: String { "/issue/createmeta/\(settings.project)/issuetypes" }

    func findings() async -> [ProviderFinding] {
        var findings: [ProviderFinding] = []
        do {
            let types = try await all("type.list", base, ["issueTypes", "values"]) { reader in
                (try reader.string("id", length: 1...100), try reader.string("name", length: 1...255))
            }
            let wanted = settings.issueType.lowercased()
            guard let type = types.first(where: { $0.0 == wanted || $0.1.lowercased() == wanted }) else {
                let names = types.map { "`\($0.1)`" }.joined(separator: ", ")
                return [
                    .wrong(
                        "type", "\(settings.project) has no tickets of the type `\(settings.issueType)`.",
                        fix: types.isEmpty
                            ? "Give the account *Create issues* in the project."
                            : "Set `issue_type` to one of \(names).")
                ]
            }
            findings.append(.well("type", "Tickets are of the type `\(type.1)`."))
            findings.append(await fields(of: type.0))
        } catch {
            findings.append(JiraRefusal.finding("type", error, scope: "read:jira-work"))
        }
        if !settings.priorities.isEmpty { findings.append(await priorities()) }
        return findings
    }

    private func fields(of type: String) async -> ProviderFinding {
        do {
            let path = "\(base)/\(PercentCoding.encode(type))"
            let fields = try await all("field.list", path, ["fields", "values"]) { reader in
                let isRequired = try reader.optionalBool("required") ?? false
                let hasDefault = try reader.optionalBool("hasDefaultValue") ?? false
                return Field(
                    id: try reader.string("fieldId", length: 1...255), name: try reader.string("name", length: 1...255),
                    isDemanded: isRequired && !hasDefault)
            }
            return judge(fields)
        } catch {
            return JiraRefusal.finding("fields", error, scope: "read:jira-work")
        }
    }

    private func judge(_ fields: [Field]) -> ProviderFinding {
        var sent = ["summary", "description", "labels"] + settings.customFields.map(\.id)
        if !settings.priorities.isEmpty { sent.append("priority") }
        let there = Set(fields.map(\.id))
        let absent = sent.filter { !there.contains($0) }
        let always = Set(sent + ["project", "issuetype", "assignee", "reporter"])
        let demanded = fields.filter { $0.isDemanded && !always.contains($0.id) }
        if !absent.isEmpty {
            return .wrong(
                "fields", "The screen for new tickets lacks \(absent.joined(separator: ", ")).",
                fix: "Add them to the screen that the type has for creating and editing, or take them out of the "
                    + "settings.")
        }
        if !demanded.isEmpty {
            return .wrong(
                "fields",
                "Jira demands of new tickets "
                    + demanded.map { "\($0.name) (`\($0.id)`)" }.joined(separator: ", ") + ".",
                fix: "Say under `custom_fields` what they hold, or make them optional in the field configuration.")
        }
        return .well("fields", "New tickets can have all that is written into them.")
    }

    private func priorities() async -> ProviderFinding {
        do {
            let names = try await jira.read(jira.call("priority.list", "GET", "/priority")) { reader in
                try reader.elements(max: 1000).map { try $0.string("name", length: 1...255) }
            }
            let missing = settings.priorities.values.sorted().filter { !names.contains($0) }
            if missing.isEmpty { return .well("priorities", "All priorities of the settings are there.") }
            return .wrong(
                "priorities", "There is no priority " + missing.map { "`\($0)`" }.joined(separator: ", ") + ".",
                fix: "Jira has \(names.map { "`\($0)`" }.joined(separator: ", ")): name those under `priorities`.")
        } catch {
            return JiraRefusal.finding("priorities", error, scope: "read:jira-work")
        }
    }

    /// All pages of a listing, which the cloud and Data Center call differently.
    private func all<Value: Sendable>(
        _ operation: String, _ path: String, _ names: [String], _ read: (JSONReader) throws -> Value
    ) async throws(ProviderError) -> [Value] {
        var values: [Value] = []
        for _ in 0..<20 {
            let call = jira.call(operation, "GET", path).with(query: [
                ("startAt", "\(values.count)"), ("maxResults", "50"),
            ])
            let (page, isLast) = try await jira.read(call) { reader in
                let name = names.first { reader.value[$0] != nil } ?? names[0]
                let page = try reader.array(name, max: 1000).map(read)
                let total = try reader.optionalInt("total", in: 0...1_000_000)
                let saysLast = try reader.optionalBool("isLast") ?? false
                return (page, saysLast || page.isEmpty || total.map { $0 <= values.count + page.count } ?? false)
            }
            values += page
            if isLast { break }
        }
        return values
    }
}
