import Capabilities
import JSON
import VendorCalls

/// Calls what changes nothing in Jira, and says in sentences what is missing: who the account is, whether it sees the
/// project, which fields, priorities and people there are, and what it may do.
struct JiraCheck: Sendable {
    let jira: JiraSystem

    private var settings: JiraSettings { jira.settings }

    init(_ jira: JiraSystem) {
        self.jira = jira
    }

    static let unreadable = ProviderFinding.wrong(
        "settings", "The settings of this provider cannot be read.",
        fix: "Write them as ops/docs/providers/jira.md says, and run `muster config check FILE`.")

    /// What was seen, in the order in which one thing needs another.
    func findings() async -> [ProviderFinding] {
        var findings = [await server()]
        let account = await account()
        findings.append(account.finding)
        guard account.finding.isWell else { return findings }
        let project = await project()
        findings.append(project)
        guard project.isWell else { return findings }
        findings += await JiraFieldCheck(jira: jira).findings()
        findings.append(await search())
        findings.append(await people(account.email))
        findings.append(await permissions())
        return findings
    }

    private func server() async -> ProviderFinding {
        do {
            let call = jira.call("server.read", "GET", "/serverInfo")
            let type = try await jira.read(call) { try $0.optionalString("deploymentType", length: 0...100) ?? "" }
            let actual: JiraDeployment = type == "Cloud" ? .cloud : .dataCenter
            if actual == settings.deployment { return .well("server", "It is a Jira of the kind \(actual.rawValue).") }
            return .wrong(
                "server", "It says that it is `\(type)`, and `deployment` says `\(settings.deployment.rawValue)`.",
                fix: "Set `deployment: \(actual.rawValue)`, or put the address of the right Jira into `url`.")
        } catch {
            return JiraRefusal.finding("server", error, scope: "read:jira-work")
        }
    }

    private func account() async -> (finding: ProviderFinding, email: String?) {
        do {
            let me = try await jira.read(jira.call("account.read", "GET", "/myself")) { $0.value }
            let name = me["displayName"]?.stringValue ?? me["name"]?.stringValue ?? "somebody"
            return (.well("account", "The token is that of \(name)."), me["emailAddress"]?.stringValue)
        } catch {
            return (JiraRefusal.finding("account", error, scope: "read:jira-user"), nil)
        }
    }

    private func project() async -> ProviderFinding {
        do {
            let name = try await jira.read(jira.call("project.read", "GET", "/project/\(settings.project)")) {
                try $0.string("name", length: 1...1000)
            }
            return .well("project", "Tickets are made in \(settings.project), \(name).")
        } catch {
            guard error.code == "http-404" else {
                return JiraRefusal.finding("project", error, scope: "read:jira-work")
            }
            return .wrong(
                "project", "There is no project \(settings.project), or the account may not see it.",
                fix: "Write the project's key as Jira has it, or give the account *Browse projects* there.")
        }
    }

    private func search() async -> ProviderFinding {
        do {
            let jira = jira
            _ = try await JiraSearch(jira: jira).ticket(labelled: "muster_check")
            return .well("search", "Tickets can be found again by their label.")
        } catch {
            return JiraRefusal.finding("search", error, scope: "read:jira-work")
        }
    }

    private func people(_ email: String?) async -> ProviderFinding {
        do {
            let call = jira.searching(for: email ?? "nobody@example.org")
            _ = try await jira.read(call) { try $0.elements(max: 1000).count }
            return .well("people", "Commanders can be looked for by their mail address.")
        } catch {
            guard ["http-400", "http-403", "http-404"].contains(error.code) else {
                return JiraRefusal.finding("people", error, scope: "read:jira-user")
            }
            return .wrong(
                "people", "The account may not look for people, so that tickets have no assignee: \(error.detail).",
                fix: "Give the account *Browse users and groups* (a global permission), and a scoped token "
                    + "`read:jira-user`.")
        }
    }

    private func permissions() async -> ProviderFinding {
        let call = jira.call("permission.read", "GET", "/mypermissions").with(query: [
            ("projectKey", settings.project),
            ("permissions", JiraPermission.allCases.map(\.rawValue).joined(separator: ",")),
        ])
        do {
            let granted = try await jira.read(call) { try $0.member("permissions").members() }
            let missing = JiraPermission.allCases.filter {
                granted[$0.rawValue]?["havePermission"]?.boolValue != true
            }
            if missing.isEmpty { return .well("permissions", "The account may do all that is needed.") }
            let without = missing.map { "\($0.name): without it \($0.consequence)" }.joined(separator: "; ")
            return .wrong(
                "permissions", "In \(settings.project) the account lacks \(without).",
                fix: "An administrator of the project gives the account "
                    + missing.map { "*\($0.name)*" }.joined(separator: ", ") + " in the permission scheme.")
        } catch {
            guard error.code == "http-404" else {
                return JiraRefusal.finding("permissions", error, scope: "read:jira-work")
            }
            return .note(
                "permissions", "This Jira does not tell what the account may do; all that was called was allowed.",
                fix: "Look into the project's permission scheme: "
                    + JiraPermission.allCases.map(\.name).joined(separator: ", ") + ".")
        }
    }
}
