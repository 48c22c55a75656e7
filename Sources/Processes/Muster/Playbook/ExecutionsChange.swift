import JSON
import Operations

/// The same of many executions: how many fit is told first, and then they are changed part by part. What was started meanwhile is not
/// touched.
struct ExecutionsChange: Sendable {
    /// `change` and what selects executions.
    let request: JSONObject
    /// Asks the server.
    let post: @Sendable (JSON) async throws -> JSON

    func extent() async throws -> JSON {
        var request = request
        request["dry_run"] = true
        return try await post(.object(request))
    }

    /// - Parameter extent: what ``extent()`` told.
    /// - Returns: `matched`, and how many were `changed`.
    func carryOut(_ extent: JSON) async throws -> JSON {
        var request = request
        request["through"] = extent["through"]
        var changed = 0
        while true {
            let part = try await post(.object(request))
            changed += part["changed"]?.intValue ?? 0
            guard let after = part["after"], after != .null else { break }
            request["after"] = after
        }
        var result = extent.objectValue ?? [:]
        result["changed"] = .int(changed)
        return .object(result)
    }

    /// How many fit, for people.
    static func text(_ extent: JSON, _ word: String) -> String {
        let count = extent["matched"]?.intValue ?? 0
        guard count > 0 else { return "There are no such executions to \(word)." }
        var listing = Listing("PLAYBOOK", "EXECUTIONS", "OLDEST", "NEWEST")
        for part in extent["playbooks"]?.arrayValue ?? [] {
            listing.add(
                part.text(of: "playbook"), part.text(of: "count"), part.text(of: "first_at"), part.text(of: "last_at"))
        }
        return "\(Wording.count(count, "execution")) to \(word):\n\(listing.text(empty: ""))"
    }

    static func done(_ result: JSON) -> String {
        let changed = result["changed"]?.intValue ?? 0
        let others = (result["matched"]?.intValue ?? 0) - changed
        return "Changed \(Wording.count(changed, "execution"))."
            + (others > 0 ? " \(Wording.count(others, "other")) had gone on meanwhile." : "")
    }
}
