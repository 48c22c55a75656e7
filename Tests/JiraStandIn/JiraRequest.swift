import Encodings
import JSON
import LoopbackServers

/// A request as the stand-in understands it.
struct JiraRequest: Sendable {
    var operation: String
    /// The ticket's id or key, or the type's id.
    var id: String?
    var query: [String: String]
    var body: JSON?
    var authorization: String?

    /// - Returns: `nil` for what this Jira does not have.
    init?(_ request: HTTPServer.Request, isCloud: Bool) {
        let halves = request.path.split(separator: "?", maxSplits: 1).map(String.init)
        var query: [String: String] = [:]
        for pair in (halves.count > 1 ? halves[1] : "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1).map { PercentCoding.decodeLeniently(String($0)) }
            if parts.count == 2 { query[parts[0]] = parts[1] }
        }
        self.query = query
        body = request.body.isEmpty ? nil : try? JSON.parse(request.body)
        authorization = request.headers["Authorization"]
        let root = isCloud ? ["rest", "api", "3"] : ["rest", "api", "2"]
        let segments = halves[0].split(separator: "/").map { PercentCoding.decodeLeniently(String($0)) }
        guard Array(segments.prefix(3)) == root else { return nil }
        let rest = Array(segments.dropFirst(3))
        guard let name = Self.name(request.method, rest, isCloud: isCloud) else { return nil }
        operation = name
        id = rest.first == "issue" && rest.count > 1 ? (rest[1] == "createmeta" ? rest.last : rest[1]) : nil
    }

    private static func name(_ method: String, _ path: [String], isCloud: Bool) -> String? {
        switch (method, path.count, path.first, path.last) {
        case ("GET", 1, "serverInfo", _): "server"
        case ("GET", 1, "myself", _): "account"
        case ("GET", 1, "mypermissions", _): "permissions"
        case ("GET", 1, "priority", _): "priorities"
        case ("GET", 2, "project", _): "project"
        case ("GET", 3, "user", "search"): "people"
        case ("POST", 2, "search", "jql"): isCloud ? "search" : nil
        case ("POST", 1, "search", _): isCloud ? "gone" : "search"
        case ("POST", 1, "issue", _): "create"
        case ("GET", 4, "issue", "issuetypes"): "types"
        case ("GET", 5, "issue", _): "fields"
        case ("GET", 2, "issue", _): "read"
        case ("PUT", 2, "issue", _): "edit"
        case ("GET", 3, "issue", "transitions"): "steps"
        case ("POST", 3, "issue", "transitions"): "move"
        case ("GET", 3, "issue", "remotelink"): "links"
        case ("POST", 3, "issue", "remotelink"): "link"
        default: nil
        }
    }
}
